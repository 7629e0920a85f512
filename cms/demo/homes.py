"""What editors of the demonstration put on their front pages by hand."""

from pathlib import Path
from typing import Any

import yaml
from wagtail.models import Page

from cms.core.models import BasePage
from cms.demo.assets import Assets
from cms.demo.bodies import Raw
from cms.demo.markup import paragraphs
from cms.pages.models import HomePage
from cms.provisioning.composition import release

HOMES = Path(__file__).parent / "homes"
FIRST_ROW = "section_rows"
CLOSING = ("sources", "links")
BY_HAND = {"campaign", "questions"}


def wishes_of(code: str) -> Raw:
    """Return what a unit's editors wrote for their front page; empty if nothing."""
    path = HOMES / f"{code}.yaml"
    if not path.exists():
        return {}
    text = path.read_text(encoding="utf-8")
    wishes: Raw = yaml.load(text, Loader=yaml.CSafeLoader)
    return wishes


def furnish(home: HomePage, code: str, assets: Assets, source: str) -> bool:
    """Publish the front page with campaign and questions, unless it has them."""
    wishes = wishes_of(code)
    blocks: list[Raw] = [dict(block) for block in home.body.raw_data]
    if not wishes or BY_HAND & {block["type"] for block in blocks}:
        return False
    if "campaign" in wishes:
        value = _campaign(wishes["campaign"], home, assets)
        blocks.insert(_after_first_row(blocks), {"type": "campaign", "value": value})
    if "questions" in wishes:
        value = _questions(wishes["questions"])
        blocks.insert(_before_the_end(blocks), {"type": "questions", "value": value})
    body = home.body.stream_block.to_python(blocks)
    home.body = body
    release(home, source)
    return True


def _after_first_row(blocks: list[Raw]) -> int:
    names = [block["type"] for block in blocks]
    return names.index(FIRST_ROW) + 1 if FIRST_ROW in names else len(names)


def _before_the_end(blocks: list[Raw]) -> int:
    names = [block["type"] for block in blocks]
    return min([names.index(name) for name in CLOSING if name in names] or [len(names)])


def _campaign(value: Raw, home: HomePage, assets: Assets) -> Raw:
    target: BasePage | Page | None = None
    if value.get("leads_to"):
        target = Page.objects.descendant_of(home).get(slug=value["leads_to"])
    return {
        "title": value["title"],
        "text": " ".join(value["text"].split()),
        "image": assets.image(value["image"]).pk,
        "link_title": value.get("link_title", ""),
        "link_page": target.pk if target else None,
        "link_url": "",
    }


def _questions(items: list[dict[str, Any]]) -> Raw:
    return {
        "title": "Hỏi – Đáp",
        "items": [
            {"question": item["question"], "answer": paragraphs(item["answer"])}
            for item in items
        ],
    }
