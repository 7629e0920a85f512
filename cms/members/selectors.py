"""Questions about the people of units."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.core.handover import HandoverKind, handover_kinds
from cms.core.models import Duty
from cms.members.models import Suspension
from cms.notifications.models import DeadMailbox
from cms.notifications.querysets import mailbox_is_dead
from cms.users.models import User
from sites.models import RoleAssignment, Unit
from sites.naming import RoleNames, role_names

WORKING, TO_COME, SUSPENDED, FORMER = "working", "to_come", "suspended", "former"
STATES: dict[str, tuple[str | Promise, str]] = {
    WORKING: (_("At work"), "ok"),
    TO_COME: (_("Begins later"), "info"),
    SUSPENDED: (_("Suspended"), "crit"),
    FORMER: (_("Has left"), ""),
}


@dataclass(frozen=True)
class RoleLine:
    """One role as lists and pages show it."""

    role: RoleAssignment
    name: str
    duties: list[Duty] = field(default_factory=list)
    is_active: bool = True
    is_over: bool = False


@dataclass(frozen=True)
class Holding:
    """What a person holds of one kind: the keys of the rows and their titles."""

    kind: HandoverKind
    keys: list[Any]
    titles: list[str]


def people_of(units: "QuerySet[Unit]") -> "QuerySet[User]":
    """Return whoever holds or held a role for any of the units, with their state."""
    roles = RoleAssignment.objects.filter(unit__in=units)
    own = roles.filter(user=OuterRef("pk"))
    now = timezone.now()
    suspended = Suspension.objects.in_force().filter(
        person=OuterRef("pk"), unit__in=units
    )
    return User.objects.filter(pk__in=roles.values("user")).annotate(
        state=Case(
            When(Exists(own.active(now)), then=Value(WORKING)),
            When(Exists(suspended), then=Value(SUSPENDED)),
            When(Exists(own.filter(valid_from__gt=now)), then=Value(TO_COME)),
            default=Value(FORMER),
            output_field=CharField(),
        ),
        mail_is_refused=mailbox_is_dead(DeadMailbox.objects.all()),
    )


def colleagues_of(person: User, unit: Unit) -> "QuerySet[User]":
    """Return who else works in the unit now: who may take something over."""
    roles = RoleAssignment.objects.active().filter(unit=unit)
    return (
        User.objects.filter(pk__in=roles.values("user"), is_active=True)
        .exclude(pk=person.pk)
        .order_by("sort_key", "username")
    )


def role_lines(
    people: Iterable[User], units: "QuerySet[Unit]", *, with_past: bool = False
) -> dict[int, list[RoleLine]]:
    """Return the roles of several people for units, by person; three queries."""
    now = timezone.now()
    roles = RoleAssignment.objects.filter(
        user__in=[person.pk for person in people], unit__in=units
    ).select_related("unit", "delegated_by")
    if not with_past:
        roles = roles.overlapping(now)
    found = list(roles.order_by("unit__sort_key", "valid_from", "pk"))
    names = role_names({role.unit_id for role in found})
    duties = duties_of(role.pk for role in found)
    lines: dict[int, list[RoleLine]] = {}
    for role in found:
        line = _line(role, names, duties.get(role.pk, []))
        lines.setdefault(role.user_id, []).append(line)
    return lines


def _line(role: RoleAssignment, names: RoleNames, duties: list[Duty]) -> RoleLine:
    now = timezone.now()
    is_over = role.valid_to is not None and role.valid_to <= now
    return RoleLine(
        role=role,
        name=names.name(role.unit_id, role.capability),
        duties=duties,
        is_active=role.valid_from <= now and not is_over,
        is_over=is_over,
    )


def duties_of(roles: Iterable[int]) -> dict[int, list[Duty]]:
    found: dict[int, list[Duty]] = {}
    rows = Duty.objects.with_subjects().filter(assignment__in=list(roles))
    for duty in rows.order_by("pk"):
        found.setdefault(duty.assignment_id, []).append(duty)
    return found


def roles_in(person: User, unit: Unit) -> "QuerySet[RoleAssignment]":
    """Return what a person holds for a unit now or will hold."""
    roles = RoleAssignment.objects.overlapping(timezone.now())
    return roles.filter(user=person.pk, unit=unit).select_related("user", "unit")


def holdings_of(person: User, unit: Unit) -> list[Holding]:
    """Return what a person would hand over, kind by kind, without what is empty."""
    holdings = []
    for kind in handover_kinds():
        rows = list(kind.held(person, unit).order_by("pk"))
        if rows:
            titles = [kind.title(row) for row in rows]
            holdings.append(Holding(kind, [row.pk for row in rows], titles))
    return holdings


def holds_anything(person: User, unit: Unit) -> bool:
    return any(kind.held(person, unit).exists() for kind in handover_kinds())


def is_employed(person: User) -> bool:
    """Tell whether any unit counts on the person, now or later."""
    roles = RoleAssignment.objects.overlapping(timezone.now())
    return person.is_superuser or roles.filter(user=person.pk).exists()


def accounts_at(email: str) -> "QuerySet[User]":
    """Return the accounts that have an address, in whatever letters it is written."""
    return User.objects.filter(Q(email__iexact=email)).order_by("pk")
