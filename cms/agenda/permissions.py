"""Who looks at the calendar: whoever reads records or takes up assignments somewhere."""

from typing import Any

from sites.querysets import UnitQuerySet
from sites.reach import reach_of
from sites.selectors import units_allowing

READ = ("core.view_editorialrecord", "planning.take_assignment")
PLAN = "planning.change_assignment"


def may_look(user: Any) -> bool:
    return bool(user.is_superuser or reach_of(user).units_allowing(*READ))


def units_looked_at(user: Any) -> UnitQuerySet:
    """Return the units with a portal whose calendar a person looks at."""
    return units_allowing(user, *READ).filter(portal__isnull=False)


def units_planned(user: Any) -> frozenset[int] | None:
    """Return the units whose plans a person moves; None for all of them."""
    if user.is_superuser:
        return None
    return frozenset(reach_of(user).units_allowing(PLAN))
