"""What every template of a portal knows."""

from datetime import date
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cms.core.sections import Link
from cms.pages.context_processors import LanguageLink, PortalView, portal_page
from sites.directory import directory
from sites.models import Branding, PortalLanguage, PortalStatus, SuccessionKind
from tests.factories.media import ImageFactory
from tests.factories.news import NewsPageFactory
from tests.factories.portals import (
    Living,
    MenuItemFactory,
    UnitFactory,
    UnitSuccessionFactory,
    living_portal,
    locale,
)
from tests.factories.publishing import publish, take_away
from tests.plugins.kept import kept
from tests.plugins.readers import Reader


def test_the_house_has_neither_portal_nor_menu(rf: RequestFactory) -> None:
    assert portal_page(rf.get("/")) == {}


def asked(living: Living, path: str = "/", language: str = "vi") -> HttpRequest:
    directory.forget_all()
    request = RequestFactory().get(path)
    request.portal = directory.portal_at(living.host)
    request.LANGUAGE_CODE = language
    return request


def view(living: Living, path: str = "/", language: str = "vi") -> PortalView:
    found: PortalView = portal_page(asked(living, path, language))["portal"]
    return found


@pytest.fixture
@kept
def living() -> Living:
    return living_portal("vi", "en")


@pytest.mark.django_db
def test_the_owner_is_named_in_the_readers_language(
    living: Living, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 11, 20))
    MenuItemFactory.create(portal=living.portal, title="Cổng tỉnh")
    vi, en = view(living), view(living, "/en/", "en")
    assert (vi.name, en.name) == (
        f"{living.unit.name} (vi)",
        f"{living.unit.name} (en)",
    )
    assert (vi.home_url, en.home_url) == ("/", "/en/")
    assert (vi.code, vi.theme, vi.style, vi.status) == (
        living.unit.code,
        "ha-noi",
        "bao",
        "open",
    )
    assert (vi.email, vi.phone) == (
        f"banbientap@{living.unit.code}.example",
        "(024) 3900 0000",
    )
    assert vi.today == date(2026, 11, 20)
    assert [link.title for link in vi.links] == ["Cổng tỉnh"]
    assert (vi.footer_menu, vi.successor, vi.historic_name) == ([], [], "")
    assert not vi.has_accent


@pytest.mark.django_db
def test_a_portal_may_have_its_own_accent_and_pictures(
    living: Living, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    emblem = ImageFactory.create()
    Branding.objects.update(accent_dark="#8ec7ff", emblem=emblem)
    request = asked(living)
    first: Any = portal_page(request)["portal"]
    assert first.has_accent
    assert (first.emblem, first.masthead) == (emblem, None)
    portal_page(request)
    with django_assert_num_queries(0):
        assert portal_page(request)["portal"].emblem is first.emblem


@pytest.mark.django_db
def test_a_picture_that_is_gone_is_none(living: Living) -> None:
    emblem = ImageFactory.create()
    Branding.objects.update(emblem=emblem)
    request = asked(living)
    take_away(emblem)
    assert portal_page(request)["portal"].emblem is None


@pytest.mark.django_db
def test_one_language_needs_no_switch() -> None:
    assert view(living_portal()).languages == []


@pytest.mark.django_db
def test_the_switch_leads_to_the_homes_of_live_languages(living: Living) -> None:
    assert view(living, "/en/", "en").languages == [
        LanguageLink("vi", "Tiếng Việt", "/", is_current=False),
        LanguageLink("en", "English", "/en/", is_current=True),
    ]
    living.in_language("en").unpublish()
    assert view(living).languages == []


@pytest.mark.django_db
def test_the_switch_leads_to_the_pages_own_translation(
    living: Living, reader: Reader
) -> None:
    section = living.section.copy_for_translation(locale("en"))
    publish(section)
    item = NewsPageFactory.create(parent=living.section)
    path = f"/van-hoa/{item.slug}/"
    home_of_english: Any = reader.get(living.host, path).context["portal"]
    assert home_of_english.languages[1].url == "/en/"
    english = item.copy_for_translation(locale("en"))
    publish(english)
    switch: Any = reader.get(living.host, path).context["portal"]
    assert [link.url for link in switch.languages] == [
        path,
        f"/en/{section.slug}/{english.slug}/",
    ]


@pytest.mark.django_db
def test_a_language_taken_away_leaves_the_switch(living: Living) -> None:
    PortalLanguage.objects.filter(locale__language_code="en").delete()
    assert view(living).languages == []


@pytest.mark.django_db
def test_the_menu_marks_where_the_reader_is(living: Living) -> None:
    NewsPageFactory.create(parent=living.section)
    assert portal_page(asked(living, "/van-hoa/"))["navigation"] == [
        Link("Văn hóa", "/van-hoa/", 1, is_current=True)
    ]


@pytest.mark.django_db
def test_a_frozen_portal_shows_who_goes_on(reader: Reader) -> None:
    """1.9: what a unit published before the reorganisation stays, and leads on."""
    district = UnitFactory.create(historic=True, name="Huyện A")
    frozen = living_portal(unit=district, status=PortalStatus.FROZEN)
    successor = living_portal(host="moi.localhost")
    without = UnitFactory.create(name="Xã B")
    for unit in (successor.unit, without):
        UnitSuccessionFactory.create(
            predecessor=district, successor=unit, kind=SuccessionKind.SPLIT
        )
    shown = view(frozen)
    assert shown.successor == [
        Link(successor.unit.name, "http://moi.localhost/"),
        Link("Xã B", ""),
    ]
    assert (shown.historic_name, shown.valid_to) == ("Huyện A", date(2025, 6, 30))
    response = reader.get(frozen.host)
    assert response.status_code == 200
    text = response.content.decode()
    assert 'href="http://moi.localhost/"' in text
    assert "Xã B" in text


@pytest.mark.django_db
def test_an_open_portal_names_no_successor(living: Living) -> None:
    UnitSuccessionFactory.create(predecessor=living.unit)
    assert view(living).successor == []
