"""Everything that stands in the way of a change, told at once."""

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.reorganisation.faults.fault import ChangeError, Fault
from cms.reorganisation.faults.founding import of_founding
from cms.reorganisation.faults.pages import of_folding, of_movings
from cms.reorganisation.faults.portals import of_portals
from cms.reorganisation.faults.shape import of_shape
from cms.reorganisation.faults.units import (
    of_circles,
    of_parents,
    of_units,
    of_units_below,
)
from cms.reorganisation.models import Change, ChangeState
from cms.reorganisation.newcomers import coming_unit

__all__ = [
    "ChangeError",
    "Fault",
    "faults_of",
    "refuse",
    "refuse_closed",
    "too_early",
]


def faults_of(change: Change) -> list[Fault]:
    """Return every reason why a change can't be carried out as it is planned."""
    passings = list(change.passings.select_related("predecessor", "successor"))
    movings = list(change.movings.select_related("page", "target"))
    going = list(change.subordinations.select_related("unit", "parent"))
    coming = coming_unit(change, passings)
    return sorted(
        {
            *of_shape(change, passings, [*movings, *going]),
            *of_founding(change, passings, coming),
            *of_units(change, passings),
            *of_circles(passings),
            *of_portals(passings, coming),
            *of_units_below(change, passings, going),
            *of_parents(passings, going),
            *of_movings(movings),
            *of_folding(passings, movings),
        }
    )


def too_early(change: Change) -> list[Fault]:
    """Return a fault while the day has not come."""
    if change.effective_on <= timezone.localdate():
        return []
    day = change.effective_on.strftime("%d/%m/%Y")
    return [Fault("", _("It is in force from %(day)s only.") % {"day": day})]


def refuse_closed(change: Change) -> None:
    """Raise ``ChangeError`` if the change was carried out or given up."""
    if not change.is_open:
        raise ChangeError([Fault("", str(ChangeState(change.state).label))])


def refuse(change: Change) -> None:
    """Raise ``ChangeError`` with everything that stands in the way, the day included."""
    refuse_closed(change)
    faults = [*too_early(change), *faults_of(change)]
    if faults:
        raise ChangeError(faults)
