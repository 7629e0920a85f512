"""Somebody stops working for a unit: everything passes on, or nothing happens."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import APIToken

from cms.accounts.services import disable_account, enable_account
from cms.audit.kinds import Kind
from cms.members.minutes import draw_up, seal_of
from cms.members.models import Handover, Suspension
from cms.members.permissions import may_run
from cms.members.rules import (
    must_be_another,
    must_be_colleague,
    must_be_grantable,
    must_leave_an_administrator,
)
from cms.members.selectors import (
    Holding,
    RoleLine,
    holdings_of,
    is_employed,
    role_lines,
    roles_in,
)
from cms.members.telling import tell
from cms.users.models import User
from sites.models import Capability, RoleAssignment, Unit
from sites.services import end_role, grant_role


@dataclass(frozen=True)
class Succession:
    """Who takes over: one colleague, and others for some kinds of thing."""

    successor: User
    by_kind: Mapping[str, User] = field(default_factory=dict)

    def of(self, kind: str) -> User:
        return self.by_kind.get(kind, self.successor)

    def everybody(self) -> set[User]:
        return {self.successor, *self.by_kind.values()}


@transaction.atomic
def suspend(
    *,
    actor: User,
    person: User,
    unit: Unit,
    succession: Succession,
    reason: str,
    decision: str = "",
) -> Handover:
    """End what somebody is in a unit, and hand over what stands in their name.

    Where no role is left in any unit the account is closed and its sessions end. Raises
    ``ValidationError``; then nothing has changed.
    """
    Unit.objects.select_for_update().get(pk=unit.pk)
    User.objects.select_for_update().get(pk=person.pk)
    roles = _roles_to_end(actor, person, unit)
    for successor in succession.everybody():
        _must_succeed(successor, person, unit)
    lines = role_lines([person], Unit.objects.filter(pk=unit.pk)).get(person.pk, [])
    holdings = holdings_of(person, unit)
    _pass_on(holdings, succession)
    for role in roles:
        end_role(assignment=role)
    handover = _write_minutes(
        actor=actor,
        person=person,
        unit=unit,
        succession=succession,
        grounds=(reason, decision),
        lines=lines,
        holdings=holdings,
    )
    _close(person, handover, roles)
    _tell(actor, handover, roles)
    return handover


@transaction.atomic
def restore(*, actor: User, suspension: Suspension) -> None:
    """Let somebody work again with the roles held before. Raises ``ValidationError``.

    What was handed over stays with whoever took it over.
    """
    held = Suspension.objects.select_for_update().get(pk=suspension.pk)
    if held.ended_at is not None:
        raise ValidationError(_("This suspension is over already."))
    person = User.objects.get(pk=held.person_id)
    must_be_another(actor, person)
    for capability in held.capabilities:
        must_be_grantable(actor, held.unit, capability)
    reopen_account(person=person)
    held.ended_at, held.ended_by = timezone.now(), actor
    held.save(update_fields=["ended_at", "ended_by"])
    for capability in held.capabilities:
        grant_role(user=person, unit=held.unit, capability=Capability(capability))
    tell(
        Kind.REINSTATED,
        actor,
        held.unit,
        person,
        capability=", ".join(held.capabilities),
    )


@transaction.atomic
def reopen_account(*, person: User) -> bool:
    """Open an account that a suspension closed; tell whether it is open.

    One that was closed for another reason is for the house's keepers.
    """
    if person.is_active:
        return True
    closing = Suspension.objects.closing_the_account_of(person.pk)
    if not closing.exists():
        raise ValidationError(
            _(
                "The account was closed for another reason. Ask the keepers of the "
                "house."
            )
        )
    closing.update(closed_account=False)
    enable_account(user=person)
    return True


def _roles_to_end(actor: User, person: User, unit: Unit) -> list[RoleAssignment]:
    """Return the roles that end. Raises ``ValidationError`` where they must not."""
    if actor.pk == person.pk:
        raise ValidationError(_("Nobody suspends themselves."))
    if person.is_superuser and not actor.is_superuser:
        raise ValidationError(_("Keepers of the house are suspended by keepers only."))
    if not may_run(actor, unit):
        raise ValidationError(_("You don't run the people of this unit."))
    roles = list(roles_in(person, unit))
    if not roles:
        raise ValidationError(
            _("%(person)s holds no role in %(unit)s.")
            % {"person": person, "unit": unit.name}
        )
    for role in roles:
        must_be_grantable(actor, unit, role.capability)
    must_leave_an_administrator(person, unit)
    return roles


def _must_succeed(successor: User, person: User, unit: Unit) -> None:
    if successor.pk == person.pk:
        raise ValidationError(_("The successor must be somebody else."))
    must_be_colleague(successor, unit)


def _pass_on(holdings: list[Holding], succession: Succession) -> None:
    for holding in holdings:
        kind = holding.kind
        model = apps.get_model(kind.field.rpartition(".")[0])
        rows = model._default_manager.filter(pk__in=holding.keys)
        kind.pass_on(rows, succession.of(kind.name))


def _write_minutes(
    *,
    actor: User,
    person: User,
    unit: Unit,
    succession: Succession,
    grounds: tuple[str, str],
    lines: list[RoleLine],
    holdings: list[Holding],
) -> Handover:
    content = draw_up(
        unit=unit,
        person=person,
        made_by=actor,
        holdings=holdings,
        successor=succession.successor,
        successors={one.kind.name: succession.of(one.kind.name) for one in holdings},
        lines=lines,
    )
    return Handover.objects.create(
        unit=unit,
        person=person,
        successor=succession.successor,
        made_by=actor,
        made_at=timezone.now(),
        reason=grounds[0],
        decision=grounds[1],
        content=content,
    )


def _close(person: User, handover: Handover, roles: list[RoleAssignment]) -> None:
    """Note the suspension; close the account of somebody whom no unit counts on."""
    closes = not is_employed(person)
    Suspension.objects.create(
        unit=handover.unit,
        person=person,
        handover=handover,
        since=handover.made_at,
        capabilities=[
            role.capability for role in roles if role.delegated_from_id is None
        ],
        closed_account=closes and person.is_active,
    )
    if closes and person.is_active:
        disable_account(user=person, reason="suspension")
        tokens = APIToken.objects.filter(user=person, revoked_at__isnull=True)
        tokens.update(revoked_at=timezone.now())


def _tell(
    actor: User,
    handover: Handover,
    roles: list[RoleAssignment],
) -> None:
    person, unit = handover.person, handover.unit
    tell(
        Kind.SUSPENDED,
        actor,
        unit,
        person,
        reason=handover.reason,
        decision=handover.decision,
        roles=[role.capability for role in roles],
    )
    tell(
        Kind.HANDED_OVER,
        actor,
        unit,
        person,
        successor=str(handover.successor),
        minutes=handover.pk,
        seal=seal_of(handover),
    )
