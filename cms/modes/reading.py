"""A mode as the administration reads it: where it stands, how readers will see it."""

from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from cms.modes.models import Mode
from cms.modes.showing import Standing, standing_of


class State(models.TextChoices):
    """In the order of the list."""

    ON = "on", pgettext_lazy("of a mode", "On now")
    UNAPPROVED = "unapproved", _("Waits for somebody else’s approval")
    COMING = "coming", pgettext_lazy("of a mode", "Coming")
    OVER = "over", pgettext_lazy("of a mode", "Over")


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
