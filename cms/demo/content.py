"""The demonstration's items as they are written in YAML."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import holidays
import yaml
from django.utils import timezone

from search.text import slugify

CONTENT = Path(__file__).parent / "content"
Entry = dict[str, Any]
# What a special page puts first stands in any file of the unit, so it comes last.
GATHERERS = "special"
SATURDAY, SUNDAY = 5, 6


def entries_of(code: str) -> Iterator[Entry]:
    """Yield the items of a unit from all of its files, in their order.

    Special pages come after all that they may gather.
    """
    gatherers = []
    for path in sorted(CONTENT.glob(f"{code}.*yaml")):
        text = path.read_text(encoding="utf-8")
        for entry in yaml.load(text, Loader=yaml.CSafeLoader):
            if entry.get("type") == GATHERERS:
                gatherers.append(entry)
            else:
                yield entry
    yield from gatherers


def slug_of(entry: Entry) -> str:
    return str(entry.get("slug") or slugify(entry["title"]))


def moment(value: Entry, now: datetime) -> datetime:
    """Return the moment written as ``days_ago``, or ``dated`` a day, and ``at``.

    ``day`` moves it to the next day of a kind: offices meet on ``workday``, some things
    happen at the ``weekend`` or on a ``sunday`` only. What is past moves further back.
    """
    ago = timedelta(days=value.get("days_ago", 0))
    day = value.get("dated") or timezone.localtime(now).date() - ago
    step = timedelta(days=-1 if ago > timedelta() else 1)
    while not KINDS_OF_DAY[value.get("day", "any")](day):
        day += step
    at = time.fromisoformat(str(value.get("at", "08:00")))
    return timezone.make_aware(datetime.combine(day, at))


def published_at(value: Entry, now: datetime) -> datetime:
    """Return when an item was published; never in the future, whatever the hour."""
    return min(moment(value, now), now - timedelta(minutes=5))


def _is_workday(day: date) -> bool:
    """Tell whether offices work: 24/11 is a holiday since 2026 (NQ 80-NQ/TW)."""
    return vietnam().is_working_day(day)


@cache
def vietnam() -> holidays.HolidayBase:
    """Return the country's holidays, with the Saturdays worked for bridging days."""
    return holidays.country_holidays("VN")


KINDS_OF_DAY = {
    "any": lambda day: True,
    "workday": _is_workday,
    "weekend": lambda day: day.weekday() in {SATURDAY, SUNDAY},
    "sunday": lambda day: day.weekday() == SUNDAY,
}
