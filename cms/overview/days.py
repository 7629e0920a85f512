"""Days as the office counts them: from midnight to midnight of its own clock."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

WINDOW = 30  # days that “lately” means, today among them


def start_of(day: date) -> datetime:
    """Return the midnight a day begins with."""
    return timezone.make_aware(datetime.combine(day, time.min))


def first_day(today: date, days: int = WINDOW) -> date:
    """Return the first of so many days, of which today is the last."""
    return today - timedelta(days=days - 1)


def days_since(moment: datetime, today: date) -> int:
    return (today - timezone.localdate(moment)).days


def ago(days: int) -> str:
    """Say how long ago a day was."""
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    return ngettext("%(days)d day ago", "%(days)d days ago", days) % {"days": days}
