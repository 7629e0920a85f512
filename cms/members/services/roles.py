"""Roles of people: given, taken, changed, lent."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.audit.kinds import Kind
from cms.members.permissions import may_end, may_lend
from cms.members.rules import (
    must_be_another,
    must_be_at_work,
    must_be_colleague,
    must_be_grantable,
    must_leave_an_administrator,
)
from cms.members.selectors import holds_anything, roles_in
from cms.members.telling import tell
from cms.users.models import User
from sites.columns import moment
from sites.models import Capability, RoleAssignment, Unit
from sites.services import end_role, grant_role, lend_role


@transaction.atomic
def give_role(
    *,
    actor: User,
    person: User,
    unit: Unit,
    capability: Capability,
    until: datetime | None = None,
    grounds: str = "",
) -> None:
    """Give somebody a role in a unit. Raises ``ValidationError``."""
    must_be_grantable(actor, unit, capability)
    must_be_another(actor, person)
    must_be_at_work(person, unit)
    given = grant_role(
        user=person, unit=unit, capability=capability, until=until, grounds=grounds
    )
    if not given:
        raise ValidationError(_("This person holds this role for the unit already."))
    tell(
        Kind.ROLE_GRANTED,
        actor,
        unit,
        person,
        capability=capability.value,
        until=moment(until) if until else None,
        decision=grounds,
    )


@transaction.atomic
def take_role(*, actor: User, role: RoleAssignment) -> None:
    """End a role. Raises ``ValidationError``.

    The last role of somebody who still holds anything in the unit ends by a handover
    only: otherwise drafts and duties would be nobody's.
    """
    held = _held(role)
    if not may_end(actor, held):
        must_be_grantable(actor, held.unit, held.capability)
    _must_not_be_missed(held)
    others = roles_in(held.user, held.unit).exclude(pk=held.pk)
    if not others.exists() and holds_anything(held.user, held.unit):
        raise ValidationError(
            _(
                "This is the person's last role in the unit, and things still stand in "
                "their name. Use “Suspend and hand over”."
            )
        )
    end_role(assignment=held)
    _note_end(actor, held)


@transaction.atomic
def change_role(
    *,
    actor: User,
    role: RoleAssignment,
    capability: Capability,
    grounds: str = "",
) -> None:
    """Put one role in another's place, at one moment. Raises ``ValidationError``."""
    held = _held(role)
    must_be_grantable(actor, held.unit, held.capability)
    if capability != Capability.UNIT_ADMIN:
        _must_not_be_missed(held)
    end_role(assignment=held)
    _note_end(actor, held)
    give_role(
        actor=actor,
        person=held.user,
        unit=held.unit,
        capability=capability,
        grounds=grounds,
    )


@transaction.atomic
def delegate_role(
    *,
    actor: User,
    role: RoleAssignment,
    to: User,
    begins: datetime,
    ends: datetime,
    grounds: str,
) -> RoleAssignment:
    """Lend a role to a colleague from one day to another. Raises ``ValidationError``."""
    held = _held(role)
    if not may_lend(actor, held):
        raise ValidationError(_("You can't delegate this role."))
    if to.pk == held.user_id:
        raise ValidationError(_("A role is delegated to somebody else."))
    must_be_colleague(to, held.unit)
    must_be_at_work(to, held.unit)
    lent = lend_role(assignment=held, to=to, begins=begins, ends=ends, grounds=grounds)
    facts = {"from": moment(begins), "until": moment(ends), "decision": grounds}
    tell(
        Kind.ROLE_DELEGATED,
        actor,
        held.unit,
        to,
        capability=held.capability,
        **facts,
    )
    return lent


def _held(role: RoleAssignment) -> RoleAssignment:
    """Return a role with its row and its unit's row locked. It must not be over."""
    Unit.objects.select_for_update().get(pk=role.unit_id)
    held = roles_in(role.user, role.unit).select_for_update(of=("self",))
    found = held.filter(pk=role.pk).first()
    if found is None:
        raise ValidationError(_("This role has ended already."))
    return found


def _must_not_be_missed(role: RoleAssignment) -> None:
    if role.capability == Capability.UNIT_ADMIN and role.delegated_from_id is None:
        must_leave_an_administrator(role.user, role.unit)


def _note_end(actor: User, role: RoleAssignment) -> None:
    tell(Kind.ROLE_ENDED, actor, role.unit, role.user, capability=role.capability)
