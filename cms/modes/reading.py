"""A mode as the administration reads it: where it stands, how readers will see it."""

from datetime import datetime
from enum import Enum

from django.utils import timezone
from django.utils.translation import gettext as _, pgettext

from cms.modes.models import Mode
from cms.modes.showing import Standing, standing_of


class State(Enum):
    """Where a mode stands by the clock, in the order of the list; stored nowhere."""

    ON = "on"
    UNAPPROVED = "unapproved"
    COMING = "coming"
    OVER = "over"

    @property
    def label(self) -> str:
        words = {
            State.ON: pgettext("of a mode", "On now"),
            State.UNAPPROVED: _("Waits for somebody else’s approval"),
            State.COMING: pgettext("of a mode", "Coming"),
            State.OVER: pgettext("of a mode", "Over"),
        }
        return words[self]


def state_of(mode: Mode, at: datetime | None = None) -> State:
    moment = at or timezone.now()
    if moment >= mode.over_at:
        return State.OVER
    if mode.approved_at is None:
        return State.UNAPPROVED
    return State.ON if mode.is_on(moment) else State.COMING


def banner_of(mode: Mode) -> Standing:
    """Return what readers of the unit's own portal would see of a mode."""
    return standing_of(mode, mode.unit_id, mode.picture)
