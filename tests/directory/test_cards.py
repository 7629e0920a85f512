"""What the directory tells of each portal."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from cms.directory.cards import Card, Person, provinces
from sites.models import Branding, Capability, OwnerText, PortalStatus
from tests.factories.bulk import make_portals
from tests.factories.people import RoleAssignmentFactory, UserFactory, person_of
from tests.factories.portals import (
    UnitFactory,
    UnitSuccessionFactory,
    living_portal,
)

pytestmark = pytest.mark.django_db


def test_portals_stand_under_the_highest_unit_above_them() -> None:
    province = UnitFactory.create(name="UBND tỉnh A")
    department = UnitFactory.create(name="Sở B", parent=province)
    centre = UnitFactory.create(name="Trung tâm C", parent=department)
    alone = UnitFactory.create(name="Hội D")
    for unit in (centre, alone, department):
        living_portal(unit=unit)
    found = provinces(with_people=False)
    assert [(group.name, [card.name for card in group.portals]) for group in found] == [
        ("UBND tỉnh A", ["Trung tâm C (vi)", "Sở B (vi)"]),
        ("Hội D", ["Hội D (vi)"]),
    ]


def test_units_that_lie_in_a_circle_do_not_stop_the_house() -> None:
    first = UnitFactory.create(name="A")
    second = UnitFactory.create(name="B", parent=first)
    first.parent = second
    first.save()
    living_portal(unit=first)
    assert [group.name for group in provinces(with_people=False)] == ["B"]


def only_card(*, with_people: bool = False) -> Card:
    (group,) = provinces(with_people=with_people)
    (card,) = group.portals
    return card


def test_a_card_tells_who_where_and_in_which_state() -> None:
    living = living_portal("vi", "en", host="a.localhost", status=PortalStatus.FROZEN)
    UnitSuccessionFactory.create(
        predecessor=living.unit, successor=UnitFactory.create(name="Sở mới")
    )
    living.home.search_description = "Một câu."
    living.home.save()
    card = only_card()
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
    assert (card.successor, card.summary) == ("Sở mới", "Một câu.")
    assert card.unit_kind == str(living.unit.get_kind_display())
    assert (card.port_url, card.people) == ("", [])


def test_a_bare_portal_is_told_by_its_unit() -> None:
    living = living_portal()
    OwnerText.objects.all().delete()
    Branding.objects.all().delete()
    card = only_card()
    assert (card.name, card.above, card.theme) == (living.unit.name, "", "")


def test_ports_follow_the_order_of_the_cards(settings: Settings) -> None:
    settings.PORTAL_PORTS_FROM = 8001
    for _number in range(2):
        living_portal()
    cards = [card for group in provinces(with_people=False) for card in group.portals]
    assert [card.port_url for card in cards] == [
        "http://localhost:8001/",
        "http://localhost:8002/",
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
            provinces(with_people=True)
        counts.append(len(asked))
    assert counts[0] == counts[1] > 0


def test_nobody_without_a_role_is_shown() -> None:
    living_portal()
    UserFactory.create()
    assert only_card(with_people=True).people == []
