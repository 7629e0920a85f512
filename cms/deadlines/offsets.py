"""How long before a deadline people are reminded: “1d” is a day, “2h” are two hours.

The calendar clock counts them as they are. For the office clock they are office hours,
and a day is eight of them (Bộ luật Lao động 2019, Điều 105). No database here.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from cms.deadlines.choices import ClockKind
from cms.deadlines.clocks import Span

HOUR, DAY, OFFICE_DAY = timedelta(hours=1), timedelta(days=1), timedelta(hours=8)
WRITTEN = re.compile(r"([1-9][0-9]?)([dh])")
MOST, MOST_DAYS, MOST_HOURS = 5, 5, 48
# No office needs longer than that for five days of work, Tết included.
HORIZON = timedelta(days=30)


def usual_offsets() -> list[str]:
    return ["1d", "2h"]


def parts_of(offset: str) -> tuple[int, str]:
    """Return amount and unit. Raises ``ValueError`` for what is none, or too long."""
    found = WRITTEN.fullmatch(offset)
    if found is None:
        raise ValueError(offset)
    amount, unit = int(found[1]), found[2]
    if amount > (MOST_DAYS if unit == "d" else MOST_HOURS):
        raise ValueError(offset)
    return amount, unit


def length_of(offset: str, clock: str) -> timedelta:
    amount, unit = parts_of(offset)
    day = OFFICE_DAY if clock == ClockKind.OFFICE else DAY
    return amount * (day if unit == "d" else HOUR)


def moment_before(spans: Sequence[Span], offset: str, clock: str) -> datetime | None:
    """Return when so much of the counted time is left; None if it never was.

    ``spans`` is what was counted, in order (``Due.facts``).
    """
    left = length_of(offset, clock)
    for span in reversed(spans):
        if left < span.length:
            return span.ends - left
        left -= span.length
    return None


def longest_first(offsets: Iterable[str]) -> list[str]:
    return sorted(set(offsets), key=lambda one: -length_of(one, ClockKind.CALENDAR))
