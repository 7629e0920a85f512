"""Landmarks of the pages of this room, as ``docs/reference/classes.md`` tells them."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from cms.pages.models import HomePage
from sites.models import PortalStatus
from tests.factories.core import EventFactory
from tests.factories.events import EventPageFactory
from tests.factories.media import ImageFactory
from tests.factories.news import NewsPageFactory
from tests.factories.pages import (
    SectionPageFactory,
    SpecialPageFactory,
    StandardPageFactory,
)
from tests.factories.portals import Living, MenuItemFactory, living_portal
from tests.factories.publishing import publish
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db

CONTRACT = Path(__file__).parents[2] / "docs" / "reference" / "classes.md"
ROW = re.compile(r"^\| ([a-z, 0-9]+) \| (.+) \|$", re.MULTILINE)
HEADINGS = ", ".join(f"main h{level}" for level in range(1, 7))
LONG = [("heading", f"Phần {number}") for number in range(4)]


def contract() -> dict[str, str]:
    """Return the landmarks of each page as the table names them."""
    table = CONTRACT.read_text(encoding="utf-8").partition("## Landmarks")[2]
    return {page: told for page, told in ROW.findall(table) if page != "page"}


def landmarks(html: str) -> str:
    found = [_landmark(tag) for tag in BeautifulSoup(html, "html.parser").select("*")]
    return " · ".join(name for name in found if name)


def _landmark(tag: Tag) -> str:
    label = f" “{tag['aria-label']}”" if tag.get("aria-label") else ""
    outermost = tag.parent is not None and tag.parent.name == "body"
    if tag.get("role") == "search":
        return f"search{label}"
    if tag.name in ("section", "form"):
        return f"{tag.name}{label}" if label else ""
    if tag.name in ("header", "footer") and outermost:
        return tag.name
    return f"{tag.name}{label}" if tag.name in ("main", "nav", "aside") else ""


def blocks(living: Living) -> list[tuple[str, dict[str, Any]]]:
    """Return one block of every kind."""
    answer = {"question": "Ai?", "answer": "<p>Ban Biên tập.</p>"}
    campaign = {"title": "Chào nhau", "text": "Bốn tuần.", "image": None}
    sections = {"sections": [living.section.pk]}
    return [
        ("lead", {"pages": [], "rail": 1}),
        ("notice_band", sections),
        ("section_rows", sections),
        ("campaign", campaign),
        ("photo_reports", {"title": "Phóng sự ảnh"}),
        ("videos", {"title": "Video"}),
        ("questions", {"title": "Hỏi – Đáp", "items": [answer]}),
        ("sources", {"title": "Nguồn"}),
        ("links", {"title": "Liên kết"}),
    ]


@pytest.fixture
def pages(reader: Reader) -> dict[str, str]:
    """Return what readers get, by the names of the table."""
    living = living_portal()
    picture = ImageFactory.create()
    for form in ("tin", "tin", "tin", "phong_su_anh", "video", "video"):
        NewsPageFactory.create(parent=living.section, form=form, lead_image=picture)
    diary = SectionPageFactory.create(parent=living.home, title="Lịch", lists="events")
    EventPageFactory.create(parent=diary, event=EventFactory.create())
    papers = SectionPageFactory.create(
        parent=living.home, title="Văn bản", lists="pages"
    )
    StandardPageFactory.create(parent=papers, title="Kế hoạch", body=LONG)
    SpecialPageFactory.create(parent=living.home, title="Tết")
    MenuItemFactory.create(portal=living.portal)
    home = HomePage.objects.get(pk=living.home.pk)
    stored = [{"type": name, "value": value} for name, value in blocks(living)]
    home.body = home.body.stream_block.to_python(stored)
    publish(home)
    addresses = {
        "front page": "/",
        "section of news": "/van-hoa/",
        "section of events": "/lich/",
        "section of pages": "/van-ban/",
        "long page of text": "/van-ban/ke-hoach/",
        "special page": "/tet/",
        "site map": "/-/so-do/",
        "not found": "/khong-co/",
    }
    got = {
        name: reader.get(living.host, path).content.decode()
        for name, path in addresses.items()
    }
    for name, status in (
        ("frozen", PortalStatus.FROZEN),
        ("suspended", PortalStatus.SUSPENDED),
    ):
        other = living_portal(status=status)
        NewsPageFactory.create(parent=other.section)
        got[name] = reader.get(other.host, "/").content.decode()
    return got


def test_readers_get_the_landmarks_of_the_contract(pages: dict[str, str]) -> None:
    found = {name: landmarks(html) for name, html in pages.items()}
    assert found == contract(), "\n".join(
        f"| {name} | {told} |" for name, told in found.items()
    )


def test_every_page_has_one_title_and_skips_no_level(pages: dict[str, str]) -> None:
    for name, html in pages.items():
        tags = BeautifulSoup(html, "html.parser").select(HEADINGS)
        levels = [int(tag.name[1]) for tag in tags]
        assert levels.count(1) == 1, name
        assert levels[0] == 1, name
        steps = [after - before for before, after in pairwise(levels)]
        assert max(steps, default=0) <= 1, name


def test_every_landmark_of_a_kind_has_a_label_of_its_own(
    pages: dict[str, str],
) -> None:
    for name, html in pages.items():
        found = landmarks(html).split(" · ")
        assert len(found) == len(set(found)), name
