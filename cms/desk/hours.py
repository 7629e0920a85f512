"""Moments in the desk's words: the hour first, and the day as people say it."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.translation import gettext as _


def hour(value: datetime | None, *, seconds: bool = False) -> str:
    """Return “08:05 hôm nay”, “15:20 hôm qua”, “16:00 ngày 17/11/2026”."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    clock = date_format(local, "H:i:s" if seconds else "H:i")
    days = (timezone.localdate() - local.date()).days
    if days == 0:
        return _("%(clock)s today") % {"clock": clock}
    if days == 1:
        return _("%(clock)s yesterday") % {"clock": clock}
    return _("%(clock)s on %(day)s") % {
        "clock": clock,
        "day": date_format(local, "d/m/Y"),
    }


def waited(since: datetime, now: datetime | None = None) -> str:
    """Return in words how long somebody has waited."""
    moment = now or timezone.now()
    if moment - since < timedelta(minutes=1):
        return _("has just come")
    return _("waits for %(time)s") % {"time": timesince(since, moment, depth=1)}
