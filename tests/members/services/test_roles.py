"""Who may give which role to whom, and what a refusal leaves alone."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cms.audit.kinds import Kind
from cms.audit.models import SecurityEntry
from cms.members.permissions import grantable
from cms.members.services.roles import (
    change_role,
    delegate_role,
    give_role,
    take_role,
)
from cms.users.models import User
from sites.models import Capability, RoleAssignment
from sites.reach import reach_of
from tests.factories.news import NewsPageFactory
from tests.factories.people import UserFactory, person_of
from tests.members.conftest import Staff

pytestmark = pytest.mark.django_db

A_DAY = timedelta(days=1)
ABOVE = {Capability.STANDING_OFFICE, Capability.AUDITOR}


def now_held(user: User) -> set[str]:
    roles = RoleAssignment.objects.active().filter(user=user)
    return set(roles.values_list("capability", flat=True))


@pytest.mark.parametrize(
    ("who", "place", "refused"),
    [
        ("admin", "unit", ABOVE),
        ("admin", "other", set(Capability)),
        ("admin", "province", set(Capability)),
        ("office", "unit", set()),
        ("office", "other", set()),
        ("office", "province", ABOVE),
        ("auditor", "unit", set(Capability)),
        ("editor", "unit", set(Capability)),
    ],
)
def test_nobody_gives_what_lies_above_or_elsewhere(
    staff: Staff, who: str, place: str, refused: set[Capability]
) -> None:
    places = {"unit": staff.unit, "other": staff.other.unit, "province": staff.province}
    allowed = set(grantable(getattr(staff, who), places[place]))
    assert set(Capability) - allowed == refused
    newcomer = UserFactory.create()
    for capability in refused:
        with pytest.raises(ValidationError):
            give_role(
                actor=getattr(staff, who),
                person=newcomer,
                unit=places[place],
                capability=capability,
            )
    assert not RoleAssignment.objects.filter(user=newcomer).exists()


def test_a_role_is_given_and_written_down(staff: Staff) -> None:
    until = timezone.now() + A_DAY
    give_role(
        actor=staff.admin,
        person=staff.editor,
        unit=staff.unit,
        capability=Capability.PUBLISHER,
        until=until,
        grounds="QĐ 12/QĐ-SVHTT",
    )
    role = RoleAssignment.objects.get(user=staff.editor, capability="publisher")
    assert (role.unit, role.valid_to, role.grounds) == (
        staff.unit,
        until,
        "QĐ 12/QĐ-SVHTT",
    )
    assert reach_of(staff.editor).capabilities == {"editor", "publisher"}
    entry = SecurityEntry.objects.get(kind=Kind.ROLE_GRANTED)
    assert (entry.actor_id, entry.unit_id, entry.subject_id) == (
        staff.admin.pk,
        staff.unit.pk,
        str(staff.editor.pk),
    )
    assert entry.facts["capability"] == "publisher"


def test_what_is_refused_changes_nothing(staff: Staff) -> None:
    """A role for oneself, one held already, one for a closed account."""
    closed = person_of(staff.unit, Capability.EDITOR, is_active=False)
    before = list(RoleAssignment.objects.order_by("pk").values())
    for person, capability in [
        (staff.admin, Capability.HEAD_OF_UNIT),
        (staff.editor, Capability.EDITOR),
        (closed, Capability.PUBLISHER),
    ]:
        with pytest.raises(ValidationError):
            give_role(
                actor=staff.admin,
                person=person,
                unit=staff.unit,
                capability=capability,
            )
    assert list(RoleAssignment.objects.order_by("pk").values()) == before
    assert not SecurityEntry.objects.filter(kind=Kind.ROLE_GRANTED).exists()


def test_a_role_is_changed_at_one_moment(staff: Staff) -> None:
    change_role(
        actor=staff.admin,
        role=staff.role(staff.editor),
        capability=Capability.SECRETARY,
        grounds="Điều động",
    )
    assert now_held(staff.editor) == {"secretary"}
    old = RoleAssignment.objects.get(user=staff.editor, capability="editor")
    new = RoleAssignment.objects.get(user=staff.editor, capability="secretary")
    assert old.valid_to is not None
    assert old.valid_to <= new.valid_from
    kinds = list(
        SecurityEntry.objects.order_by("number").values_list("kind", flat=True)
    )
    assert kinds == [Kind.ROLE_ENDED, Kind.ROLE_GRANTED]


def test_a_change_that_is_refused_ends_nothing(staff: Staff) -> None:
    with pytest.raises(ValidationError):
        change_role(
            actor=staff.admin,
            role=staff.role(staff.editor),
            capability=Capability.AUDITOR,
        )
    assert now_held(staff.editor) == {"editor"}


def test_the_last_administrator_stays(staff: Staff) -> None:
    take_role(actor=staff.admin, role=staff.role(staff.second))
    for act in (
        lambda: take_role(actor=staff.office, role=staff.role(staff.admin)),
        lambda: change_role(
            actor=staff.office,
            role=staff.role(staff.admin),
            capability=Capability.EDITOR,
        ),
    ):
        with pytest.raises(ValidationError, match=str(staff.admin)):
            act()
    assert now_held(staff.admin) == {"unit_admin"}


def test_the_last_role_ends_only_with_empty_hands(staff: Staff) -> None:
    NewsPageFactory.create(parent=staff.living.section, owner=staff.editor)
    with pytest.raises(ValidationError):
        take_role(actor=staff.admin, role=staff.role(staff.editor))
    assert now_held(staff.editor) == {"editor"}
    give_role(
        actor=staff.admin,
        person=staff.editor,
        unit=staff.unit,
        capability=Capability.SECRETARY,
    )
    editor = RoleAssignment.objects.get(user=staff.editor, capability="editor")
    take_role(actor=staff.admin, role=editor)
    assert now_held(staff.editor) == {"secretary"}


def test_a_role_that_is_over_can_t_be_ended_again(staff: Staff) -> None:
    role = staff.role(staff.editor)
    take_role(actor=staff.admin, role=role)
    role.refresh_from_db()
    ended = role.valid_to
    with pytest.raises(ValidationError):
        take_role(actor=staff.admin, role=role)
    role.refresh_from_db()
    assert role.valid_to == ended


def lend(staff: Staff, actor: User, to: User, **days: int) -> RoleAssignment:
    now = timezone.now()
    return delegate_role(
        actor=actor,
        role=staff.role(staff.admin),
        to=to,
        begins=now + timedelta(days=days.get("begins", 0)),
        ends=now + timedelta(days=days.get("ends", 5)),
        grounds="GUQ 01/GUQ-SVHTT",
    )


def test_a_delegation_begins_and_ends_by_itself(staff: Staff) -> None:
    lent = lend(staff, staff.admin, staff.editor, begins=1, ends=3)
    assert now_held(staff.editor) == {"editor"}
    days = [
        "unit_admin"
        in RoleAssignment.objects.active(timezone.now() + day * A_DAY)
        .filter(user=staff.editor)
        .values_list("capability", flat=True)
        for day in (0, 2, 4)
    ]
    assert days == [False, True, False]
    assert (lent.delegated_by_id, lent.delegated_from_id) == (
        staff.admin.pk,
        staff.role(staff.admin).pk,
    )
    assert SecurityEntry.objects.get().kind == Kind.ROLE_DELEGATED


def test_a_delegation_ends_with_the_role_it_came_from(staff: Staff) -> None:
    lend(staff, staff.admin, staff.editor)
    helper = person_of(staff.unit, Capability.EDITOR)
    lend(staff, staff.admin, helper, begins=2)
    assert now_held(staff.editor) == {"editor", "unit_admin"}
    take_role(actor=staff.second, role=staff.role(staff.admin))
    assert now_held(staff.editor) == {"editor"}
    assert not RoleAssignment.objects.filter(
        user=helper, capability="unit_admin"
    ).exists()


@pytest.mark.parametrize(
    ("actor", "to", "days"),
    [
        ("editor", "second", {}),  # not the holder, and runs nobody
        ("admin", "stranger", {}),  # of another unit
        ("admin", "admin", {}),
        ("admin", "second", {}),  # holds the role already
        ("admin", "editor", {"begins": -3}),  # before the role began
        ("admin", "editor", {"begins": 4, "ends": 2}),
    ],
)
def test_a_delegation_that_must_not_be(
    staff: Staff, actor: str, to: str, days: dict[str, int]
) -> None:
    before = RoleAssignment.objects.count()
    with pytest.raises(ValidationError):
        lend(staff, getattr(staff, actor), getattr(staff, to), **days)
    assert RoleAssignment.objects.count() == before
    assert not SecurityEntry.objects.exists()


def test_what_was_delegated_is_not_delegated_on(staff: Staff) -> None:
    lent = lend(staff, staff.admin, staff.editor)
    helper = person_of(staff.unit, Capability.CONTRIBUTOR)
    for actor in (staff.editor, staff.second):
        with pytest.raises(ValidationError):
            delegate_role(
                actor=actor,
                role=lent,
                to=helper,
                begins=timezone.now(),
                ends=timezone.now() + A_DAY,
                grounds="GUQ",
            )
    assert now_held(helper) == {"contributor"}


def test_whoever_lent_a_role_takes_it_back(staff: Staff) -> None:
    publisher = person_of(staff.unit, Capability.PUBLISHER)
    lent = delegate_role(
        actor=publisher,
        role=staff.role(publisher),
        to=staff.editor,
        begins=timezone.now(),
        ends=timezone.now() + A_DAY,
        grounds="Đi công tác",
    )
    take_role(actor=publisher, role=lent)
    assert now_held(staff.editor) == {"editor"}
    assert now_held(publisher) == {"publisher"}
