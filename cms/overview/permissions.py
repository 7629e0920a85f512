"""Who sees the overview, and which units stand in it."""

from typing import Any

from sites.models import Capability
from sites.permissions import allow
from sites.querysets import UnitQuerySet
from sites.reach import reach_of
from sites.selectors import units_allowing

VIEW = "overview.view_units"
# All of them may read a unit's people and its readers' reports as well: nothing is
# counted here that its list would not show. A test holds the tables against each other.
READERS = (Capability.UNIT_ADMIN, Capability.STANDING_OFFICE, Capability.AUDITOR)


def grant() -> None:
    """Join the house's table of capabilities; called once when apps are ready."""
    allow(READERS, VIEW)


def may_look(user: Any) -> bool:
    return bool(user.is_active and user.has_perm(VIEW))


def directs(user: Any) -> bool:
    """Tell whether somebody manages the portals of all units below (ORG-11)."""
    return Capability.STANDING_OFFICE in reach_of(user).capabilities


def units_shown_to(user: Any) -> UnitQuerySet:
    """Return the units somebody looks over: their own, and below a standing office all."""
    return units_allowing(user, VIEW)
