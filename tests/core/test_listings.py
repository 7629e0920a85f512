"""Lists of items, without knowing what kinds of item exist."""

from typing import Any

import pytest

from cms.core import listings
from cms.core.listings import Occasion, Slot, Story, dressed
from cms.core.sections import SectionFacts
from cms.events.source import EventPages
from cms.news.source import NewsItems


def section(url_path: str, colour: int) -> SectionFacts:
    return SectionFacts(
        id=colour,
        title="",
        url="",
        url_path=url_path,
        path="",
        colour=colour,
        lists="news",
        parent_id=None,
        has_content=True,
        in_menu=True,
    )


def test_a_slot_without_a_source_says_so() -> None:
    with pytest.raises(RuntimeError, match="no feature provides news"):
        Slot[Any]("news").get()


def test_a_slot_takes_one_source() -> None:
    slot: Slot[str] = Slot("news")
    slot.register("first")
    with pytest.raises(RuntimeError, match="news has a source already"):
        slot.register("second")
    assert slot.get() == "first"


@pytest.mark.parametrize("slot", [listings.news, listings.events])
def test_the_slots_of_the_house_are_taken(slot: Slot[Any]) -> None:
    source = slot.get()
    with pytest.raises(RuntimeError):
        slot.register(source)
    assert slot.get() is source


def test_each_feature_provides_its_own() -> None:
    assert isinstance(listings.news.get(), NewsItems)
    assert isinstance(listings.events.get(), EventPages)


def test_items_wear_the_colour_of_their_home_section() -> None:
    sections = {5: section("/so/vi/van-hoa/", 5)}
    inside = Story(1, "a", "/a/", None, section_path="/so/vi/van-hoa/")
    outside = Story(2, "b", "/b/", None, section_path="/so/vi/khac/", colour=3)
    assert [item.colour for item in dressed([inside, outside], sections)] == [5, 3]
    assert inside.colour == 1


def test_occasions_wear_it_too() -> None:
    occasion = Occasion(1, "a", "/a/", None, None, "", "", section_path="/so/vi/lich/")
    (found,) = dressed([occasion], {2: section("/so/vi/lich/", 2)})
    assert found.colour == 2
