"""What the directory tells of each portal."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from cms.directory.cards import Card, Person, Successor, yard
from sites.models import Branding, Capability, OwnerText, PortalStatus, UnitKind
from tests.factories.bulk import make_portals
from tests.factories.people import RoleAssignmentFactory, UserFactory, person_of
from tests.factories.portals import (
    UnitFactory,
    UnitSuccessionFactory,
    living_portal,
)
from tests.factories.publishing import store, take_away

pytestmark = pytest.mark.django_db


def test_portals_stand_under_the_highest_unit_above_them() -> None:
    province = UnitFactory.create(name="UBND tỉnh A")
    department = UnitFactory.create(name="Sở B", parent=province)
    centre = UnitFactory.create(name="Trung tâm C", parent=department)
    alone = UnitFactory.create(name="Hội D")
    for unit in (centre, alone, department):
        living_portal(unit=unit)
    found = yard(with_people=False).provinces
    assert [(group.name, [card.name for card in group.portals]) for group in found] == [
        ("Hội D", ["Hội D (vi)"]),
        ("UBND tỉnh A", ["Sở B (vi)", "Trung tâm C (vi)"]),
    ]


def test_portals_of_one_kind_stand_by_name_those_of_offices_first() -> None:
    """V-13, and Đ between D and E; opened in another order."""
    names = ["hoa mai", "hòa an", "hoà thắng", "hỏa lò", "hoá đơn", "họa mi"]
    province = UnitFactory.create(name="Tỉnh", kind=UnitKind.PROVINCE)
    for name in sorted(names, reverse=True):
        commune = UnitFactory.create(name=name, parent=province, kind=UnitKind.COMMUNE)
        living_portal(unit=commune)
    for name in ("Xây dựng", "Y tế", "Đất đai", "Dân tộc", "Em bé"):
        living_portal(unit=UnitFactory.create(name=name, parent=province))
    living_portal(unit=province)
    (found,) = yard(with_people=False).provinces
    offices = ["Dân tộc", "Đất đai", "Em bé", "Xây dựng", "Y tế"]
    assert [card.name for card in found.portals] == [
        f"{name} (vi)" for name in ("Tỉnh", *offices, *names)
    ]


def test_units_that_lie_in_a_circle_do_not_stop_the_house() -> None:
    first = UnitFactory.create(name="A")
    second = UnitFactory.create(name="B", parent=first)
    first.parent = second
    first.save()
    living_portal(unit=first)
    assert [group.name for group in yard(with_people=False).provinces] == ["B"]


def only_card(*, with_people: bool = False) -> Card:
    found = yard(with_people=with_people)
    (card,) = [
        *found.historic,
        *(card for group in found.provinces for card in group.portals),
    ]
    return card


def test_a_card_tells_who_where_and_in_which_state() -> None:
    living = living_portal("vi", "en", host="a.localhost", status=PortalStatus.FROZEN)
    UnitSuccessionFactory.create(
        predecessor=living.unit, successor=UnitFactory.create(name="Sở mới")
    )
    going_on = living_portal(host="b.localhost", unit=UnitFactory.create(name="Sở hai"))
    UnitSuccessionFactory.create(
        predecessor=living.unit,
        successor=going_on.unit,
        effective_on=date(2025, 8, 1),
    )
    living.home.search_description = "Một câu."
    store(living.home)
    found = yard(with_people=False)
    assert [[card.hostname for card in one.portals] for one in found.provinces] == [
        ["b.localhost"]
    ]
    (card,) = found.historic
    assert (card.name, card.above) == (
        f"{living.unit.name} (vi)",
        "Ủy ban nhân dân thành phố",
    )
    assert (card.url, card.hostname) == ("http://a.localhost/", "a.localhost")
    assert (card.status, card.status_label) == (
        "frozen",
        str(PortalStatus.FROZEN.label),
    )
    assert (card.theme, card.languages) == ("ha-noi", ["Tiếng Việt", "English"])
    assert card.successors == [
        Successor("Sở mới", "", "01/07/2025"),
        Successor("Sở hai", "http://b.localhost/", "01/08/2025"),
    ]
    assert card.summary == "Một câu."
    assert card.unit_kind == str(living.unit.get_kind_display())
    assert (card.port_url, card.people) == ("", [])


def test_a_bare_portal_is_told_by_its_unit() -> None:
    living = living_portal()
    take_away(OwnerText.objects.all())
    take_away(Branding.objects.all())
    card = only_card()
    assert (card.name, card.above, card.theme) == (living.unit.name, "", "")


def test_ports_follow_the_order_of_opening(settings: Settings) -> None:
    settings.PORTAL_PORTS_FROM = 8001
    for name in ("B", "A"):
        living_portal(unit=UnitFactory.create(name=name))
    groups = yard(with_people=False).provinces
    cards = [card for group in groups for card in group.portals]
    assert [(card.name, card.port_url) for card in cards] == [
        ("A (vi)", "http://localhost:8002/"),
        ("B (vi)", "http://localhost:8001/"),
    ]


def test_people_are_shown_in_the_demonstration_by_given_name() -> None:
    unit = living_portal().unit
    for username, name in (("a", "Trần Văn Yên"), ("b", "Lê Thị An")):
        person_of(unit, Capability.EDITOR, username=username, full_name=name)
    RoleAssignmentFactory.create(unit=unit, ended=True)
    RoleAssignmentFactory.create(unit=UnitFactory.create())
    label = str(Capability.EDITOR.label)
    assert only_card(with_people=True).people == [
        Person("b", "Lê Thị An", label),
        Person("a", "Trần Văn Yên", label),
    ]
    assert only_card().people == []


def test_the_number_of_portals_costs_no_query() -> None:
    counts = []
    for number in (1, 20):
        make_portals(number)
        with CaptureQueriesContext(connection) as asked:
            yard(with_people=True)
        counts.append(len(asked))
    assert counts[0] == counts[1] > 0


def test_nobody_without_a_role_is_shown() -> None:
    living_portal()
    UserFactory.create()
    assert only_card(with_people=True).people == []


@pytest.mark.parametrize("days", [0, 1])
def test_a_unit_is_historic_the_day_after_its_last(days: int) -> None:
    last_day = timezone.localdate() - timedelta(days=days)
    living_portal(unit=UnitFactory.create(valid_to=last_day))
    assert only_card().is_historic is bool(days)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["Hội Cũ", "Hội Mới", "Sở Y tế"]),
        ("moi", ["Hội Cũ", "Hội Mới"]),
        ("HỘI cũ", ["Hội Cũ", "Hội Mới"]),
        ("tinh b", ["Sở Y tế"]),
        ("y-te.localhost", ["Sở Y tế"]),
        ("hội y tế", []),
        ("?!", ["Hội Cũ", "Hội Mới", "Sở Y tế"]),
    ],
)
def test_portals_are_found_by_names_now_and_before(
    words: str, found: list[str]
) -> None:
    old = UnitFactory.create(name="Hội Cũ", short_name="A", code="a")
    new = UnitFactory.create(name="Hội Mới", short_name="B", code="b")
    province = UnitFactory.create(name="Tỉnh B")
    health = UnitFactory.create(
        name="Sở Y tế", short_name="C", code="so-y-te", parent=province
    )
    living_portal(unit=old, status=PortalStatus.FROZEN)
    for unit in (new, health):
        living_portal(unit=unit)
    UnitSuccessionFactory.create(predecessor=old, successor=new)
    told = yard(with_people=False, words=words)
    cards = [
        *told.historic,
        *(card for group in told.provinces for card in group.portals),
    ]
    assert [card.name.removesuffix(" (vi)") for card in cards] == found
    assert told.number == len(found)
