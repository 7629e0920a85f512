"""Menus hold no broken promise."""

import pytest

from cms.core.sections import Link, Sections, sections_of
from cms.pages.models import SectionPage
from cms.pages.navigation import links, menu, read_sections
from sites.directory import directory
from sites.models import MenuPlace
from sites.snapshots import PortalSnapshot
from tests.factories.events import EventPageFactory
from tests.factories.news import NewsPageFactory
from tests.factories.pages import SectionPageFactory, StandardPageFactory
from tests.factories.portals import (
    Living,
    MenuItemFactory,
    living_portal,
    locale,
)
from tests.plugins.kept import kept
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def living() -> Living:
    return living_portal("vi", "en", sections=("Văn hóa", "Thể thao", "Lịch"))


def snapshot(living: Living) -> PortalSnapshot:
    directory.forget_all()
    found = directory.portal_at(living.host)
    assert found is not None
    return found


def known(living: Living, language: str = "vi") -> Sections:
    return read_sections(snapshot(living), language)


def section(slug: str) -> SectionPage:
    found: SectionPage = SectionPage.objects.get(slug=slug)
    return found


def titles(living: Living) -> list[str]:
    return [link.title for link in menu(snapshot(living), "vi", "/")]


def test_sections_are_known_in_the_order_of_the_tree(living: Living) -> None:
    inner = SectionPageFactory.create(
        parent=section("van-hoa"), title="Di sản", colour=4, bare=True
    )
    found = known(living)
    assert [facts.title for facts in found.values()] == [
        "Văn hóa",
        "Di sản",
        "Thể thao",
        "Lịch",
    ]
    facts = found[inner.pk]
    assert (facts.url, facts.colour, facts.lists) == ("/van-hoa/di-san/", 4, "news")
    assert facts.parent_id == section("van-hoa").pk
    assert (facts.has_content, facts.in_menu) == (False, True)
    assert known(living, "en") == {}
    assert known(living, "fr") == {}


def test_draft_sections_are_not_known(living: Living) -> None:
    section("the-thao").unpublish()
    assert [facts.title for facts in known(living).values()] == ["Văn hóa", "Lịch"]


def test_a_section_without_content_stays_out_of_the_menu(
    living: Living, reader: Reader
) -> None:
    assert titles(living) == []
    NewsPageFactory.create(parent=section("the-thao"))
    assert titles(living) == ["Thể thao"]
    assert 'href="/van-hoa/"' not in reader.get(living.host).content.decode()
    assert reader.get(living.host, "/van-hoa/").status_code == 200


def test_drafts_are_no_content(living: Living) -> None:
    NewsPageFactory.create(parent=section("the-thao"), draft=True)
    StandardPageFactory.create(parent=section("van-hoa"), draft=True)
    assert titles(living) == []


def test_any_live_page_below_is_content(living: Living) -> None:
    EventPageFactory.create(parent=section("lich"))
    inner = SectionPageFactory.create(parent=section("van-hoa"), title="Sâu", bare=True)
    StandardPageFactory.create(parent=inner)
    assert titles(living) == ["Văn hóa", "Lịch"]


def test_an_item_also_shown_there_is_content(living: Living) -> None:
    NewsPageFactory.create(parent=section("van-hoa"), also_in=[section("the-thao")])
    assert titles(living) == ["Văn hóa", "Thể thao"]


def test_empty_subsections_are_no_content(living: Living) -> None:
    SectionPageFactory.create(parent=section("van-hoa"), title="Rỗng", bare=True)
    assert titles(living) == []


def test_only_sections_below_home_stand_in_the_menu(living: Living) -> None:
    inner = SectionPageFactory.create(parent=section("van-hoa"), title="Sâu", bare=True)
    NewsPageFactory.create(parent=inner)
    assert titles(living) == ["Văn hóa"]


def test_a_section_may_be_kept_out_of_the_menu(living: Living) -> None:
    NewsPageFactory.create(parent=section("van-hoa"))
    SectionPage.objects.update(show_in_menus=False)
    assert titles(living) == []


def test_the_section_a_reader_is_in_is_marked(living: Living) -> None:
    for slug in ("van-hoa", "the-thao"):
        NewsPageFactory.create(parent=section(slug))
    entries = menu(snapshot(living), "vi", "/the-thao/bai/")
    assert [entry.is_current for entry in entries] == [False, True]


def test_an_unpublished_item_takes_its_section_along(
    living: Living, reader: Reader
) -> None:
    item = NewsPageFactory.create(parent=section("van-hoa"))
    assert 'href="/van-hoa/"' in reader.get(living.host).content.decode()
    item.unpublish()
    assert 'href="/van-hoa/"' not in reader.get(living.host).content.decode()


def test_sections_are_remembered_with_the_snapshot(living: Living) -> None:
    portal = snapshot(living)
    assert sections_of(portal, "vi") is sections_of(portal, "vi")


def test_official_links_come_in_their_order_and_language(living: Living) -> None:
    other = living_portal()
    MenuItemFactory.create(portal=living.portal, title="Hai", sort_order=2)
    MenuItemFactory.create(portal=living.portal, title="Một", sort_order=1)
    MenuItemFactory.create(
        portal=living.portal, title="One", locale=locale("en"), url="https://a.example"
    )
    MenuItemFactory.create(portal=other.portal, title="Của nơi khác")
    portal = snapshot(living)
    assert [link.title for link in links(portal, "vi", MenuPlace.LINKS)] == [
        "Một",
        "Hai",
    ]
    assert links(portal, "en", MenuPlace.LINKS) == [Link("One", "https://a.example")]
    assert links(portal, "vi", MenuPlace.FOOTER) == []


def test_a_link_to_a_page_follows_it_and_waits_while_it_is_a_draft(
    living: Living,
) -> None:
    page = StandardPageFactory.create(parent=living.home, title="Giới thiệu")
    MenuItemFactory.create(
        portal=living.portal, place=MenuPlace.FOOTER, title="Về Sở", url="", page=page
    )
    assert links(snapshot(living), "vi", MenuPlace.FOOTER) == [
        Link("Về Sở", "/gioi-thieu/")
    ]
    page.unpublish()
    assert links(snapshot(living), "vi", MenuPlace.FOOTER) == []


def test_a_link_to_a_page_of_nobody_is_left_out(living: Living) -> None:
    MenuItemFactory.create(
        portal=living.portal, url="", page=living.folder.page_ptr, title="Thư mục"
    )
    assert links(snapshot(living), "vi", MenuPlace.LINKS) == []
