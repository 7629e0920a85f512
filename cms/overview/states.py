"""In which state a unit stands: that of its portal, if it has one and exists."""

from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cms.workplace.marks import CHIPS
from sites.models import PortalStatus


class UnitState(TextChoices):
    TRIAL = PortalStatus.TRIAL.value, _("On trial")
    OPEN = PortalStatus.OPEN.value, _("Open")
    SUSPENDED = PortalStatus.SUSPENDED.value, _("Suspended")
    WITHOUT = "without", _("No portal")
    FROZEN = PortalStatus.FROZEN.value, _("Frozen: from before the reorganisation")
    ENDED = "ended", _("Unit ended")


# Of these nothing is asked any more: what they published is kept, not looked after.
OVER = frozenset({UnitState.FROZEN, UnitState.ENDED})
LOOKS: dict[str, str] = {
    **{status.value: look for status, look in CHIPS.items()},
    UnitState.WITHOUT: "",
    UnitState.ENDED: "info",
}


def state_of(status: str | None, last_day: date | None, today: date) -> UnitState:
    """Return a unit's state on a day. Its last day still is one of its days."""
    if status == PortalStatus.FROZEN:
        return UnitState.FROZEN
    if last_day is not None and last_day < today:
        return UnitState.ENDED
    return UnitState(status) if status else UnitState.WITHOUT
