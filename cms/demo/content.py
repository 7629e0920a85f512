"""The demonstration's items as they are written in YAML."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from search.text import slugify

CONTENT = Path(__file__).parent / "content"
Entry = dict[str, Any]


def entries_of(code: str) -> Iterator[Entry]:
    """Yield the items of a unit from all of its files, in their order."""
    for path in sorted(CONTENT.glob(f"{code}.*yaml")):
        yield from yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def slug_of(entry: Entry) -> str:
    return str(entry.get("slug") or slugify(entry["title"]))


def moment(value: Entry, now: datetime) -> datetime:
    """Return the moment written as ``days_ago``, or ``dated`` a day, and ``at``."""
    ago = timedelta(days=value.get("days_ago", 0))
    day = value.get("dated") or timezone.localtime(now).date() - ago
    at = time.fromisoformat(str(value.get("at", "08:00")))
    return timezone.make_aware(datetime.combine(day, at))


def published_at(value: Entry, now: datetime) -> datetime:
    """Return when an item was published; never in the future, whatever the hour."""
    return min(moment(value, now), now - timedelta(minutes=5))
