"""What a person may do where is read from the roles held at this moment."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cms.users.models import User
from sites.models import Capability, PortalStatus, RoleAssignment
from sites.permissions import ADMIN_ACCESS, COLLECTION, PAGE
from sites.reach import forget_reach, reach_of
from tests.factories.people import RoleAssignmentFactory, UserFactory, person_of
from tests.factories.portals import Living, UnitFactory, living_portal
from tests.factories.publishing import store

pytestmark = pytest.mark.django_db


def fresh(user: User) -> User:
    again: User = User.objects.get(pk=user.pk)
    return again


def test_only_roles_held_now_count() -> None:
    unit = UnitFactory.create()
    user = RoleAssignmentFactory.create(unit=unit).user
    for state in ("ended", "to_come"):
        values = {"user": user, "unit": unit, "capability": Capability.PUBLISHER}
        RoleAssignmentFactory.create(**values, **{state: True})
    assert reach_of(user).held == {unit.pk: {"editor"}}


def test_a_role_ends_at_its_very_moment() -> None:
    user = RoleAssignmentFactory.create(unit=UnitFactory.create()).user
    assert fresh(user).has_perm(ADMIN_ACCESS)
    RoleAssignment.objects.update(valid_to=timezone.now() - timedelta(microseconds=1))
    assert not fresh(user).has_perm(ADMIN_ACCESS)


def test_offices_and_auditors_reach_what_is_below_and_others_do_not() -> None:
    province = UnitFactory.create()
    centre = UnitFactory.create(parent=UnitFactory.create(parent=province))
    office, auditor, editor = (
        person_of(province, capability)
        for capability in (
            Capability.STANDING_OFFICE,
            Capability.AUDITOR,
            Capability.EDITOR,
        )
    )
    assert reach_of(office).held[centre.pk] == {"standing_office"}
    assert reach_of(auditor).held[centre.pk] == {"auditor"}
    assert centre.pk not in reach_of(editor).held
    assert province.pk not in reach_of(person_of(centre, Capability.AUDITOR)).held


def test_nobody_reaches_nothing() -> None:
    gone = person_of(UnitFactory.create(), Capability.EDITOR, is_active=False)
    assert reach_of(AnonymousUser()).held == {}
    assert reach_of(gone).held == {}
    assert reach_of(gone).permissions == frozenset()


def test_groups_and_permissions_by_hand_say_nothing() -> None:
    """RoleAssignment is the only truth (T5)."""
    user, right = UserFactory.create(), Permission.objects.get(codename="access_admin")
    group = Group.objects.create(name="tự chế")
    group.permissions.add(right)
    user.groups.add(group)
    user.user_permissions.add(right)
    assert user.get_all_permissions() == set()
    assert not user.has_perm(ADMIN_ACCESS)


def test_permissions_are_those_of_all_roles_and_never_of_one_object() -> None:
    unit = UnitFactory.create()
    user = person_of(unit, Capability.EDITOR)
    assert user.has_perms([ADMIN_ACCESS, "core.change_event"])
    assert not user.has_perm("portals.change_unit")
    assert not user.has_perm("core.change_event", unit)
    assert user.get_group_permissions() == user.get_all_permissions()
    assert user.get_user_permissions() == set()


def test_what_was_read_is_kept_with_the_person_until_forgotten(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    user = UserFactory.create()
    assert reach_of(user).held == {}
    unit = RoleAssignmentFactory.create(user=user, unit=UnitFactory.create()).unit
    with django_assert_num_queries(0):
        assert reach_of(user).held == {}
    forget_reach(user)
    forget_reach(user)
    assert reach_of(user).held == {unit.pk: {"editor"}}


def test_places_are_those_of_portals_by_name(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    living: list[Living] = [living_portal(), living_portal()]
    living[0].unit.name, living[1].unit.name = "B", "A"
    user = UserFactory.create()
    for one in living:
        store(one.unit)
        RoleAssignmentFactory.create(user=user, unit=one.unit)
    RoleAssignmentFactory.create(user=user, unit=UnitFactory.create())
    reach = reach_of(user)
    with django_assert_num_queries(1):
        assert [place.unit_id for place in reach.places.values()] == [
            living[1].unit.pk,
            living[0].unit.pk,
        ]
        assert set(reach.folders) == {one.home.path[:8] for one in living}
    place = reach.places[living[0].unit.pk]
    assert place.collection_id == living[0].portal.collection_id
    assert place.collection_path == living[0].portal.collection.path
    assert [one.unit_id for one in reach.places_with(["editor"])] == list(reach.places)
    assert reach.places_with(["publisher"]) == []


def test_a_frozen_portal_is_read_and_changed_no_more() -> None:
    """Also by the office above, and by whoever has a role elsewhere."""
    province = UnitFactory.create()
    unit = UnitFactory.create(parent=province)
    living = living_portal(unit=unit, status=PortalStatus.FROZEN)
    other = living_portal()
    publisher = person_of(unit, Capability.PUBLISHER, Capability.UNIT_ADMIN)
    RoleAssignmentFactory.create(user=publisher, unit=other.unit)
    office = person_of(province, Capability.STANDING_OFFICE)
    auditor = person_of(province, Capability.AUDITOR)
    assert reach_of(publisher).held == {
        unit.pk: {Capability.PROOFREADER},
        other.unit.pk: {Capability.EDITOR},
    }
    assert reach_of(office).held[unit.pk] == {Capability.AUDITOR}
    assert reach_of(auditor).held[unit.pk] == {Capability.AUDITOR}
    assert reach_of(publisher).granted(PAGE, unit.pk) == {"view_page"}
    assert "add_image" not in reach_of(publisher).granted(COLLECTION, unit.pk)
    rights = living.section.permissions_for_user(fresh(publisher))
    assert not rights.can_edit()
    assert not rights.can_publish()
    assert not rights.can_add_subpage()
