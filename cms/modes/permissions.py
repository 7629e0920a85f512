"""Who decides about special modes: the standing office, and a unit for its own portal."""

from typing import Any

from django.db.models import Q, QuerySet

from cms.core.permissions import READERS, WRITERS
from cms.modes.choices import ModeKind, Scope
from cms.modes.models import Mode
from cms.modes.querysets import ModeQuerySet
from sites.models import Capability, Unit
from sites.permissions import allow
from sites.policies import UnitPolicy
from sites.reach import reach_of
from sites.selectors import units_allowing

ADD, CHANGE, VIEW = "modes.add_mode", "modes.change_mode", "modes.view_mode"
ACTIONS = ("add", "change", "view")
OFFICE = (Capability.STANDING_OFFICE,)
DECIDING = (
    *OFFICE,
    *(Capability.UNIT_ADMIN, Capability.PUBLISHER, Capability.HEAD_OF_UNIT),
)


def grant() -> None:
    """Join the house's table of capabilities; called once when apps are ready."""
    allow(DECIDING, ADD, CHANGE)
    allow(tuple({*DECIDING, *WRITERS, *READERS}), VIEW)


MODES = UnitPolicy(Mode, ACTIONS)


def may_look(user: Any) -> bool:
    return bool(MODES.user_has_any_permission(user, set(ACTIONS)))


def may_decide(user: Any, unit_id: int) -> bool:
    """Tell whether somebody draws up and approves modes of a unit."""
    return bool(
        user.is_active and units_allowing(user, ADD).filter(pk=unit_id).exists()
    )


def is_of_office(user: Any, unit_id: int) -> bool:
    """Tell whether somebody decides for a unit and all below it, and about mourning."""
    return bool(user.is_superuser or unit_id in reach_of(user).units_with(OFFICE))


def may_approve(user: Any, mode: Mode) -> bool:
    """Tell whether somebody else approves it; superusers are no other than themselves."""
    waits = mode.approved_at is None and not mode.is_over
    return waits and user.pk != mode.made_by_id and may_settle(user, mode)


def may_change(user: Any, mode: Mode) -> bool:
    """Tell whether it may still be written: not once two people stand for it."""
    waits = mode.approved_at is None and mode.ended_at is None
    return waits and may_settle(user, mode)


def may_end(user: Any, mode: Mode) -> bool:
    return not mode.is_over and may_settle(user, mode)


def may_settle(user: Any, mode: Mode) -> bool:
    """Tell whether somebody decides about a mode as far as it reaches."""
    if needs_office(mode) and not is_of_office(user, mode.unit_id):
        return False
    return may_decide(user, mode.unit_id) and not _reaches_beyond(user, mode)


def needs_office(mode: Mode) -> bool:
    """Tell whether only a standing office decides: mourning, and what others answer for."""
    if mode.kind == ModeKind.MOURNING:
        return True
    return mode.scope == Scope.BELOW and bool(Unit.objects.under([mode.unit_id]))


def _reaches_beyond(user: Any, mode: Mode) -> bool:
    """Tell whether a chosen portal is none of those the person decides for."""
    if mode.scope == Scope.BELOW:
        return False
    own = units_allowing(user, ADD)
    return bool(mode.portals.exclude(unit__in=own).exists())


def units_for(user: Any) -> "QuerySet[Unit]":
    """Return the units for which somebody draws up modes."""
    return units_allowing(user, ADD)


def modes_of(user: Any) -> ModeQuerySet:
    """Return the modes of somebody's units, and those that cover one of them."""
    rows: Any = Mode.objects.all()
    if user.is_superuser:
        return rows  # type: ignore[no-any-return]
    units = list(units_allowing(user, VIEW).values_list("pk", flat=True))
    return rows.filter(covering_any(units))  # type: ignore[no-any-return]


def covering_any(units: list[int]) -> Q:
    """Return the condition that a mode is of some units or covers one of them."""
    above = Unit.objects.over(units)
    chosen = Mode.portals.through.objects.filter(portal__unit__in=units)
    mine = Q(unit__in=units) | Q(scope="chosen", pk__in=chosen.values("mode"))
    return mine | Q(scope="below", unit__in=above)
