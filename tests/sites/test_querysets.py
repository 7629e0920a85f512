"""Questions about units, roles and portals, each at a moment."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from sites.models import (
    Portal,
    PortalHostname,
    PortalLanguage,
    RoleAssignment,
    Unit,
)
from tests.factories.people import RoleAssignmentFactory
from tests.factories.portals import UnitFactory, living_portal, locale

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
AN_HOUR = timedelta(hours=1)


def test_a_unit_exists_from_its_first_day_to_its_last() -> None:
    unit = UnitFactory.create(valid_from=date(2008, 8, 1), valid_to=date(2025, 6, 30))
    days = {
        date(2008, 7, 31): (False, False),
        date(2008, 8, 1): (True, False),
        date(2025, 6, 30): (True, False),
        date(2025, 7, 1): (False, True),
    }
    for day, wanted in days.items():
        found = (
            unit in Unit.objects.existing(day),
            unit in Unit.objects.historic(day),
        )
        assert found == wanted, day


def test_a_unit_without_days_always_exists() -> None:
    unit = UnitFactory.create()
    assert unit in Unit.objects.existing(date(1945, 9, 2))
    assert unit in Unit.objects.existing()
    assert unit not in Unit.objects.historic()


@pytest.mark.parametrize(
    ("at", "held"),
    [
        (NOON - timedelta(seconds=1), False),
        (NOON, True),
        (NOON + AN_HOUR - timedelta(seconds=1), True),
        (NOON + AN_HOUR, False),
    ],
)
def test_a_role_is_held_from_its_first_moment_until_its_last(
    at: datetime, *, held: bool
) -> None:
    RoleAssignmentFactory.create(
        unit=UnitFactory.create(), valid_from=NOON, valid_to=NOON + AN_HOUR
    )
    assert RoleAssignment.objects.active(at).exists() is held


def test_without_a_moment_it_is_now() -> None:
    unit = UnitFactory.create()
    now = RoleAssignmentFactory.create(unit=unit)
    RoleAssignmentFactory.create(unit=unit, ended=True)
    RoleAssignmentFactory.create(unit=unit, to_come=True)
    assert list(RoleAssignment.objects.active()) == [now]


def test_below_and_above_a_unit() -> None:
    province, other = UnitFactory.create(), UnitFactory.create()
    department = UnitFactory.create(parent=province)
    centre = UnitFactory.create(parent=department)
    UnitFactory.create(parent=other)
    assert set(Unit.objects.under([province.pk])) == {department, centre}
    assert set(Unit.objects.within([department.pk])) == {department, centre}
    assert Unit.objects.above(centre.pk) == {department.pk, province.pk}
    assert Unit.objects.above(province.pk) == set()


def test_four_tiers_below_are_reached_and_no_fifth() -> None:
    top = UnitFactory.create()
    chain = [top]
    for _tier in range(5):
        chain.append(UnitFactory.create(parent=chain[-1]))
    assert set(Unit.objects.under([top.pk])) == set(chain[1:5])
    assert Unit.objects.above(chain[5].pk) == {unit.pk for unit in chain[1:5]}


def test_lines_of_units_are_key_parent_and_name() -> None:
    parent = UnitFactory.create()
    child = UnitFactory.create(parent=parent)
    assert set(Unit.objects.lines()) == {
        (parent.pk, None, parent.name),
        (child.pk, parent.pk, child.name),
    }


def test_a_hostname_is_found_in_any_case() -> None:
    portal = living_portal(host="vhtt.localhost").portal
    assert PortalHostname.objects.portal_at("VHTT.LocalHost") == portal.pk
    assert PortalHostname.objects.portal_at("vhtt.localhost.example") is None


def test_the_canonical_hostname_is_one_of_several() -> None:
    portal = living_portal(host="vhtt.localhost").portal
    other = PortalHostname.objects.create(portal=portal, hostname="a.localhost")
    assert PortalHostname.objects.canonical_of(portal.pk) == "vhtt.localhost"
    assert list(PortalHostname.objects.taken("a.localhost", besides=None)) == [other]
    assert not PortalHostname.objects.taken("a.localhost", besides=other.pk).exists()


def test_a_folder_is_one_portals_by_its_whole_name() -> None:
    living = living_portal(unit=UnitFactory.create(code="so-x"))
    assert Portal.objects.in_folder("so-x") == living.portal.pk
    assert Portal.objects.in_folder("so") is None


def test_the_default_locales_are_those_of_portals() -> None:
    living_portal("vi", "en")
    found = PortalLanguage.objects.default_locales()
    assert [row["locale"] for row in found] == [locale("vi").pk]


def test_now_is_read_when_asked() -> None:
    role = RoleAssignmentFactory.create(
        unit=UnitFactory.create(), valid_from=timezone.now() - AN_HOUR
    )
    role.valid_to = timezone.now()
    role.save()
    assert not RoleAssignment.objects.active().exists()
