"""Two clocks that deadlines are counted by, in the time of Việt Nam (ADR 0046).

The calendar clock counts days, weekends and holidays among them (“kể cả ngày thứ bảy,
chủ nhật, ngày lễ”, TIME-01). The office clock counts only the hours in which an office is
open (“giờ hành chính”, TIME-02). Both know no database.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FARTHEST = 1_000  # days without an end: nobody opens any more

Stretch = tuple[time, time]
HoursOn = Callable[[date], Sequence[Stretch]]


class NaiveMomentError(ValueError):
    """A moment without a time zone could be meant anywhere."""


class NeverOpenError(ValueError):
    """The office has no hours in which the time could pass."""


def local(moment: datetime) -> datetime:
    """Return a moment in Vietnamese time. Raises ``NaiveMomentError``."""
    if moment.utcoffset() is None:
        raise NaiveMomentError(moment.isoformat())
    return moment.astimezone(ZONE)


@dataclass(frozen=True)
class Span:
    """Time in which a clock runs, from one moment to another."""

    begins: datetime
    ends: datetime

    @property
    def length(self) -> timedelta:
        return self.ends - self.begins


@dataclass(frozen=True)
class CalendarClock:
    """Runs day and night."""

    def due(self, start: datetime, amount: timedelta) -> datetime:
        return local(start) + amount

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        """Return the time that passed between two moments; none if the end is earlier."""
        return max(local(end) - local(start), timedelta())

    def counted(self, start: datetime, amount: timedelta) -> list[Span]:
        """Return what is counted until the time is over."""
        return [Span(local(start), self.due(start, amount))]


@dataclass(frozen=True)
class OfficeClock:
    """Runs while an office is open. ``hours_on`` tells its hours of a day, in order."""

    hours_on: HoursOn

    def due(self, start: datetime, amount: timedelta) -> datetime:
        """Return the first office moment at which the amount has passed.

        A time that ends with a session ends at that very minute, not when the next one
        begins. Raises ``NeverOpenError``.
        """
        return self.counted(start, amount)[-1].ends

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        """Return the office time between two moments: the inverse of ``due``."""
        last, total = local(end), timedelta()
        for span in self._spans(start, last.date()):
            if span.begins >= last:
                break
            total += min(span.ends, last) - span.begins
        return total

    def counted(self, start: datetime, amount: timedelta) -> list[Span]:
        """Return the sessions that are counted until the time is over.

        Raises ``NeverOpenError``.
        """
        left, found = amount, []
        until = local(start).date() + timedelta(days=FARTHEST)
        for span in self._spans(start, until):
            part = min(span.length, left)
            if left and not part:
                continue  # it begins as the office shuts
            found.append(Span(span.begins, span.begins + part))
            left -= part
            if not left:
                return found
        raise NeverOpenError(start.isoformat())

    def _spans(self, start: datetime, until: date) -> Iterator[Span]:
        """Yield the sessions from a moment to the end of a day; the first may be cut."""
        first = local(start)
        day = first.date()
        while day <= until:
            for opens, closes in self.hours_on(day):
                span = Span(_at(day, opens), _at(day, closes))
                if span.ends >= first:
                    yield Span(max(span.begins, first), span.ends)
            day += timedelta(days=1)


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, ZONE)
