"""Who may do what with what belongs to the house or to one unit."""

import pytest

from cms.core.models import Event
from sites.models import Capability, Unit
from sites.policies import HousePolicy, UnitPolicy
from sites.reach import forget_reach
from tests.factories.core import EventFactory
from tests.factories.people import RoleAssignmentFactory, UserFactory, person_of
from tests.factories.portals import UnitFactory
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

ACTIONS = ["add", "change", "delete", "view"]


@pytest.fixture
@kept
def unit() -> Unit:
    made: Unit = UnitFactory.create()
    return made


def test_what_the_house_keeps_is_for_superusers() -> None:
    policy, root = HousePolicy(Unit), UserFactory.create(superuser=True)
    assert all(policy.user_has_permission(root, action) for action in ACTIONS)
    assert not any(
        policy.user_has_permission(UserFactory.create(), one) for one in ACTIONS
    )
    root.is_active = False
    assert not any(policy.user_has_permission(root, action) for action in ACTIONS)


def test_the_house_may_keep_actions_to_itself() -> None:
    policy, root = (
        HousePolicy(Unit, ["change", "view"]),
        UserFactory.create(superuser=True),
    )
    allowed = [one for one in ACTIONS if policy.user_has_permission(root, one)]
    assert allowed == ["change", "view"]
    assert list(policy.users_with_any_permission(["add", "change"])) == [root]
    assert not policy.users_with_any_permission(["add"]).exists()


def test_only_active_superusers_keep_the_house() -> None:
    UserFactory.create(superuser=True, is_active=False)
    UserFactory.create()
    assert not HousePolicy(Unit).users_with_any_permission(["change"]).exists()


def test_an_editor_changes_events_of_the_own_unit_only(unit: Unit) -> None:
    editor, policy = person_of(unit, Capability.EDITOR), UnitPolicy(Event)
    own, foreign = EventFactory.create(unit=unit), EventFactory.create()
    person_of(foreign.unit, Capability.EDITOR)

    def may(action: str, event: Event) -> bool:
        return policy.user_has_permission_for_instance(editor, action, event)

    assert policy.user_has_permission(editor, "change")
    assert may("change", own)
    assert not may("change", foreign)
    assert not may("delete", own)
    assert list(policy.instances_user_has_any_permission_for(editor, ["change"])) == [
        own
    ]


def test_a_policy_may_leave_out_actions(unit: Unit) -> None:
    editor, policy = person_of(unit, Capability.EDITOR), UnitPolicy(Event, ["view"])
    event = EventFactory.create(unit=unit)
    assert not policy.user_has_permission(editor, "change")
    assert not policy.user_has_permission_for_instance(editor, "change", event)
    assert policy.user_has_permission_for_instance(editor, "view", event)
    assert not policy.units(editor, ["change"]).exists()
    assert list(policy.units(editor, ["change", "view"])) == [unit]


def test_an_ended_role_reaches_no_event(unit: Unit) -> None:
    event, editor = EventFactory.create(unit=unit), person_of(unit, Capability.EDITOR)
    editor.role_assignments.all().delete()
    RoleAssignmentFactory.create(unit=unit, user=editor, ended=True)
    forget_reach(editor)
    policy = UnitPolicy(Event)
    assert not policy.user_has_permission_for_instance(editor, "change", event)


def test_who_may_change_an_event_is_asked_of_roles(unit: Unit) -> None:
    event, policy = EventFactory.create(unit=unit), UnitPolicy(Event)
    editor, keeper = (
        person_of(unit, Capability.EDITOR),
        UserFactory.create(superuser=True),
    )
    stranger = person_of(UnitFactory.create(), Capability.EDITOR)
    person_of(unit, Capability.AUDITOR)
    of_event = policy.users_with_any_permission_for_instance(["change"], event)
    assert set(of_event) == {editor, keeper}
    somewhere = policy.users_with_any_permission(["change"])
    assert set(somewhere) == {editor, stranger, keeper}
