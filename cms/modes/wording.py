"""Hours of modes in words: what ends at midnight ends at 24:00 of the day before."""

from datetime import datetime, timedelta

from django.utils import timezone


def begun(moment: datetime) -> str:
    """Return “00:00 24/11/2026”."""
    return f"{timezone.localtime(moment):%H:%M %d/%m/%Y}"


def ended(moment: datetime) -> str:
    """Return “17:30 24/11/2026”, and “24:00 24/11/2026” for the midnight after that day."""
    local = timezone.localtime(moment)
    if (local.hour, local.minute) == (0, 0):
        return f"24:00 {local - timedelta(days=1):%d/%m/%Y}"
    return begun(moment)
