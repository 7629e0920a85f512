"""What editors of the demonstration put on their front pages by hand."""

import re
import unicodedata
from typing import Any

import pytest

from cms.demo.assets import Assets, catalogue
from cms.demo.homes import HOMES, furnish, wishes_of
from cms.pages.models import HomePage
from cms.provisioning.spec import PortalSpec
from tests.factories.portals import Living, living_portal
from tests.factories.publishing import publish
from tests.plugins.kept import kept

CODES = sorted(path.stem for path in HOMES.glob("*.yaml"))
PICTURE = re.compile(r"image: ([a-z0-9-]+)")


def test_every_open_portal_has_a_campaign_and_questions(
    specs: dict[str, PortalSpec],
) -> None:
    assert {code for code, spec in specs.items() if spec.status == "open"} == set(CODES)
    for code in CODES:
        wishes = wishes_of(code)
        assert set(wishes) == {"campaign", "questions"}
        assert 3 <= len(wishes["questions"]) <= 8
    assert wishes_of("khong-co") == {}


@pytest.mark.parametrize("code", CODES)
def test_a_campaign_leads_to_a_section_and_its_picture_is_nowhere_else(
    code: str, specs: dict[str, PortalSpec], entries: dict[str, list[dict[str, Any]]]
) -> None:
    campaign = wishes_of(code)["campaign"]
    assert campaign["leads_to"] in {section.slug for section in specs[code].sections}
    used = {
        catalogue()[stem]["scene"] for stem in PICTURE.findall(str_of(entries[code]))
    }
    assert catalogue()[campaign["image"]]["scene"] not in used


def str_of(found: list[dict[str, Any]]) -> str:
    return str(found).replace("'image': '", "image: ")


@pytest.mark.parametrize("code", CODES)
def test_what_is_written_by_hand_is_composed_and_short(code: str) -> None:
    text = (HOMES / f"{code}.yaml").read_text(encoding="utf-8")
    wishes = wishes_of(code)
    assert unicodedata.is_normalized("NFC", text)
    assert len(wishes["campaign"]["text"]) <= 400
    for item in wishes["questions"]:
        assert item["question"].endswith("?")
        assert 5 <= len(item["answer"].split()) <= 60


@pytest.fixture
@kept
def living() -> Living:
    return living_portal(sections=("Thể thao cho mọi người",))


@pytest.mark.django_db
def test_a_front_page_is_furnished_once(living: Living) -> None:
    home = HomePage.objects.get(pk=living.home.pk)
    home.body = [
        ("lead", {"pages": [], "rail": 4}),
        ("section_rows", {"sections": [living.section.page_ptr]}),
        ("links", {"title": "Liên kết"}),
    ]
    publish(home)
    code = "trung-tam-huan-luyen-tdtt-tay-ninh"

    def furnished() -> bool:
        fresh = HomePage.objects.get(pk=living.home.pk)
        return furnish(fresh, code, Assets(living.portal.collection), "demo")

    assert furnished()
    body = HomePage.objects.get(pk=living.home.pk).body
    assert [block.block_type for block in body] == [
        *("lead", "section_rows", "campaign", "questions", "links")
    ]
    campaign = body[2].value
    assert campaign["link_page"].pk == living.section.pk
    assert campaign["title"] == wishes_of(code)["campaign"]["title"]
    assert len(body[3].value["items"]) == len(wishes_of(code)["questions"])
    assert not furnished()


@pytest.mark.django_db
def test_a_portal_nobody_wrote_for_stays_as_it_is(living: Living) -> None:
    home = HomePage.objects.get(pk=living.home.pk)
    assert not furnish(home, "khong-co", Assets(living.portal.collection), "demo")
    assert list(HomePage.objects.get(pk=home.pk).body) == []
