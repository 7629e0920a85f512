"""One portal as plain values."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from sites.models import Branding, OwnerText, PortalLanguage
from sites.snapshots import PortalSnapshot, take_snapshot
from tests.factories.portals import Living, UnitFactory, living_portal, locale
from tests.factories.publishing import take_away

pytestmark = pytest.mark.django_db


def taken(living: Living) -> PortalSnapshot:
    snapshot = take_snapshot(living.portal.pk)
    assert snapshot is not None
    return snapshot


def test_a_snapshot_says_all_that_readers_need(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    unit = UnitFactory.create(code="so-x", name="Sở X", valid_to=date(2027, 1, 1))
    living = living_portal("vi", "en", unit=unit, host="x.localhost")
    with django_assert_num_queries(4):
        snapshot = take_snapshot(living.portal.pk)
    assert snapshot is not None
    assert (snapshot.code, snapshot.unit_name, snapshot.valid_to) == (
        "so-x",
        "Sở X",
        date(2027, 1, 1),
    )
    assert (snapshot.status, snapshot.hostname) == ("open", "x.localhost")
    assert snapshot.root_url == "http://x.localhost"
    assert (snapshot.style, snapshot.theme) == ("bao", "ha-noi")
    assert snapshot.accents == ("", "")
    assert (snapshot.email, snapshot.phone) == (
        "banbientap@so-x.example",
        "(024) 3900 0000",
    )
    assert snapshot.unit_id == unit.pk


def test_languages_have_the_default_one_first_and_a_prefix_for_others() -> None:
    living = living_portal("vi", "en")
    vi, en = taken(living).languages
    english = living.in_language("en")
    assert (vi.code, vi.prefix, vi.home_id) == ("vi", "", living.home.pk)
    assert (en.code, en.prefix, en.home_id) == ("en", "/en", english.pk)
    assert (vi.name, en.name) == ("Tiếng Việt", "English")
    assert en.home_url_path == f"/{living.unit.code}/en/"
    assert vi.is_live
    assert en.is_live


def test_the_default_language_is_the_portals_and_not_the_houses() -> None:
    living = living_portal("en", "vi")
    assert [facts.prefix for facts in taken(living).languages] == ["", "/vi"]
    assert taken(living).default_language.code == "en"


def test_an_enabled_language_without_a_home_is_left_out() -> None:
    living = living_portal()
    PortalLanguage.objects.create(portal=living.portal, locale=locale("ja"))
    assert [facts.code for facts in taken(living).languages] == ["vi"]


def test_a_home_in_a_language_that_is_not_enabled_is_left_out() -> None:
    living = living_portal("vi", "en")
    PortalLanguage.objects.filter(locale__language_code="en").delete()
    assert taken(living).language("en") is None
    assert taken(living).address_of(f"/{living.unit.code}/en/") is None


def test_a_draft_home_is_known_to_be_one() -> None:
    living = living_portal("vi", "en")
    living.in_language("en").unpublish()
    assert [facts.is_live for facts in taken(living).languages] == [True, False]


def test_owner_texts_come_in_their_language_or_the_default_one() -> None:
    living = living_portal("vi", "en")
    snapshot = taken(living)
    assert snapshot.owner("en").name == f"{living.unit.name} (en)"
    assert snapshot.owner("fr").name == f"{living.unit.name} (vi)"
    take_away(OwnerText.objects.all())
    assert taken(living).owner("vi").name == living.unit.name
    assert taken(living).owner("vi").address == ""


def test_addresses_begin_below_the_home_page() -> None:
    living = living_portal("vi", "en")
    code, snapshot = living.unit.code, taken(living)
    assert snapshot.address_of(f"/{code}/vi/") == "/"
    assert snapshot.address_of(f"/{code}/vi/van-hoa/") == "/van-hoa/"
    assert snapshot.address_of(f"/{code}/en/van-hoa/") == "/en/van-hoa/"
    assert snapshot.address_of(f"/{code}/") is None
    assert snapshot.address_of("/khac/vi/van-hoa/") is None


def test_a_portal_that_is_not_ready_has_no_snapshot() -> None:
    living = living_portal()
    PortalLanguage.objects.all().delete()
    assert take_snapshot(living.portal.pk) is None
    take_away(Branding.objects.all())
    assert take_snapshot(living.portal.pk) is None
    assert take_snapshot(0) is None


def test_what_was_derived_does_not_make_two_snapshots_differ() -> None:
    living = living_portal()
    first, second = taken(living), taken(living)
    first.memo["menus", "vi"] = []
    assert first == second
