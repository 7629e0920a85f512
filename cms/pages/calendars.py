"""Events of a section by month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils import timezone

from cms.core.listings import Occasion


@dataclass(frozen=True)
class Month:
    """The events that begin in one month; ``first`` is the first of their moments."""

    first: datetime | None
    events: tuple[Occasion, ...]


def months_of(occasions: Iterable[Occasion]) -> list[Month]:
    """Group events, in the order they come, by the month they begin in."""
    groups = groupby(occasions, key=_month)
    held = [tuple(events) for _month, events in groups]
    return [Month(events[0].starts_at, events) for events in held]


def _month(occasion: Occasion) -> tuple[int, int]:
    if occasion.starts_at is None:
        return (0, 0)
    day = timezone.localtime(occasion.starts_at)
    return (day.year, day.month)
