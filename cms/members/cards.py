"""What the page about one person shows, unit by unit."""

from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils import timezone

from cms.members.models import Handover, Suspension
from cms.members.permissions import grantable, may_lend
from cms.members.selectors import RoleLine, role_lines
from cms.members.sharing import kinds_for
from cms.users.models import User
from sites.models import Capability, RoleAssignment, Unit


@dataclass(frozen=True)
class RoleCard:
    """A role with what the onlooker may do about it, and what was lent of it."""

    line: RoleLine
    may_end: bool
    may_change: bool
    may_lend: bool
    may_share: bool
    lent: list[RoleAssignment] = field(default_factory=list)


@dataclass(frozen=True)
class UnitCard:
    unit: Unit
    roles: list[RoleCard]
    past: list[RoleLine]
    suspension: Suspension | None
    handovers: list[Handover]
    may_grant: bool
    may_suspend: bool
    may_restore: bool


def cards_of(person: User, viewer: User, units: "QuerySet[Unit]") -> list[UnitCard]:
    """Return a card for each unit in which the person has or had to do."""
    lines = role_lines([person], units, with_past=True).get(person.pk, [])
    lent = _lent([line.role.pk for line in lines])
    suspensions = {
        one.unit_id: one
        for one in Suspension.objects.in_force().filter(person=person, unit__in=units)
    }
    handovers: dict[int, list[Handover]] = {}
    minutes = Handover.objects.filter(person=person, unit__in=units)
    for handover in minutes.select_related("successor").defer("content"):
        handovers.setdefault(handover.unit_id, []).append(handover)
    by_unit: dict[Unit, list[RoleLine]] = {}
    for line in lines:
        by_unit.setdefault(line.role.unit, []).append(line)
    return [
        _card(
            person=person,
            viewer=viewer,
            unit=unit,
            lines=of_unit,
            lent=lent,
            suspension=suspensions.get(unit.pk),
            handovers=handovers.get(unit.pk, []),
        )
        for unit, of_unit in by_unit.items()
    ]


def _card(
    *,
    person: User,
    viewer: User,
    unit: Unit,
    lines: list[RoleLine],
    lent: dict[int, list[RoleAssignment]],
    suspension: Suspension | None,
    handovers: list[Handover],
) -> UnitCard:
    allowed = set(grantable(viewer, unit))
    present = [line for line in lines if not line.is_over]
    is_other = person.pk != viewer.pk
    may_take_all = bool(present) and allowed.issuperset(
        Capability(line.role.capability) for line in present
    )
    return UnitCard(
        unit=unit,
        roles=[
            _role_card(line, viewer, allowed, lent.get(line.role.pk, []))
            for line in present
        ],
        past=[line for line in lines if line.is_over],
        suspension=suspension,
        handovers=handovers,
        may_grant=bool(allowed)
        and (is_other or viewer.is_superuser)
        and suspension is None
        and person.is_active,
        may_suspend=is_other and may_take_all,
        may_restore=suspension is not None
        and is_other
        and allowed.issuperset(map(Capability, suspension.capabilities)),
    )


def _role_card(
    line: RoleLine, viewer: User, allowed: set[Capability], lent: list[RoleAssignment]
) -> RoleCard:
    role = line.role
    is_own, is_lent = role.user_id == viewer.pk, role.delegated_from_id is not None
    is_run = role.capability in allowed
    return RoleCard(
        line=line,
        may_end=is_run or role.delegated_by_id == viewer.pk,
        may_change=is_run and not is_own and not is_lent,
        may_lend=may_lend(viewer, role),
        may_share=bool(allowed) and not is_lent and bool(kinds_for(role.capability)),
        lent=lent,
    )


def _lent(roles: list[int]) -> dict[int, list[RoleAssignment]]:
    found: dict[int, list[RoleAssignment]] = {}
    rows = RoleAssignment.objects.overlapping(timezone.now())
    for role in rows.filter(delegated_from__in=roles).select_related("user"):
        found.setdefault(role.delegated_from_id or 0, []).append(role)
    return found
