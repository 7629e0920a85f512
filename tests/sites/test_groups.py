"""Django's groups hold what role assignments say, and nothing else (T5)."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from sites.groups import derive_groups
from sites.models import Capability, RoleAssignment
from sites.permissions import COLLECTION, PAGE, model_permissions
from tests.factories.people import RoleAssignmentFactory, UserFactory, person_of
from tests.factories.portals import Living, UnitFactory, living_portal

pytestmark = pytest.mark.django_db


@pytest.fixture
def living() -> Living:
    return living_portal()


def group_of(living: Living, capability: Capability) -> Group:
    return Group.objects.get(name=f"{living.unit.code}:{capability}")


def permissions_of(group: Group) -> set[str]:
    rows = group.permissions.values_list("content_type__app_label", "codename")
    return {f"{label}.{codename}" for label, codename in rows}


def test_a_group_holds_exactly_those_whose_role_is_active(living: Living) -> None:
    active = RoleAssignmentFactory.create(unit=living.unit)
    RoleAssignmentFactory.create(unit=living.unit, ended=True)
    RoleAssignmentFactory.create(unit=living.unit, to_come=True)
    RoleAssignmentFactory.create(unit=living.unit, capability=Capability.PUBLISHER)
    RoleAssignmentFactory.create(unit=UnitFactory.create())
    derive_groups(living.unit)
    assert list(group_of(living, Capability.EDITOR).user_set.all()) == [active.user]


def test_who_was_put_into_a_group_by_hand_leaves_it(living: Living) -> None:
    person_of(living.unit, Capability.EDITOR)
    group = group_of(living, Capability.EDITOR)
    intruder = UserFactory.create()
    group.user_set.add(intruder)
    derive_groups(living.unit)
    assert intruder not in group.user_set.all()
    assert group.user_set.count() == 1


def test_a_group_of_ended_roles_is_empty(living: Living) -> None:
    RoleAssignmentFactory.create(unit=living.unit, ended=True)
    derive_groups(living.unit)
    assert group_of(living, Capability.EDITOR).user_set.count() == 0


def test_a_capability_nobody_ever_held_has_no_group(living: Living) -> None:
    person_of(living.unit, Capability.EDITOR)
    names = Group.objects.filter(name__startswith=f"{living.unit.code}:")
    assert names.count() == 1


@pytest.mark.parametrize("capability", list(Capability))
def test_a_group_carries_exactly_the_permissions_of_the_table(
    living: Living, capability: Capability
) -> None:
    person_of(living.unit, capability)
    group = group_of(living, capability)
    assert permissions_of(group) == model_permissions(capability)
    pages = GroupPagePermission.objects.filter(group=group)
    assert {row.permission.codename for row in pages} == set(PAGE.get(capability, ()))
    assert {row.page_id for row in pages} <= {living.folder.pk}
    files = GroupCollectionPermission.objects.filter(group=group)
    assert {row.permission.codename for row in files} == set(
        COLLECTION.get(capability, ())
    )
    assert {row.collection_id for row in files} <= {living.portal.collection_id}


def test_a_permission_taken_off_the_group_comes_back_and_one_added_goes(
    living: Living,
) -> None:
    person_of(living.unit, Capability.EDITOR)
    group = group_of(living, Capability.EDITOR)
    publisher = person_of(living.unit, Capability.UNIT_ADMIN).groups.get()
    group.permissions.set(publisher.permissions.all())
    derive_groups(living.unit)
    assert permissions_of(group) == model_permissions(Capability.EDITOR)


def test_deriving_twice_changes_nothing(living: Living) -> None:
    person_of(living.unit, Capability.EDITOR, Capability.PUBLISHER)
    before = (
        GroupPagePermission.objects.count(),
        GroupCollectionPermission.objects.count(),
    )
    derive_groups(living.unit)
    after = (
        GroupPagePermission.objects.count(),
        GroupCollectionPermission.objects.count(),
    )
    assert after == before
    assert RoleAssignment.objects.count() == 2


def test_a_unit_without_a_portal_has_groups_without_pages() -> None:
    unit = UnitFactory.create()
    user = person_of(unit, Capability.EDITOR)
    assert [group.name for group in user.groups.all()] == [f"{unit.code}:editor"]
    assert not GroupPagePermission.objects.filter(group__user=user).exists()


def test_rights_in_one_unit_are_none_in_another(living: Living) -> None:
    other = living_portal()
    editor = person_of(living.unit, Capability.PUBLISHER)
    assert living.section.permissions_for_user(editor).can_publish()
    assert not other.section.permissions_for_user(editor).can_edit()
    assert not other.section.permissions_for_user(editor).can_publish()
