"""From when to when an office is closed for Tết, by its own hours and days."""

from dataclasses import dataclass
from datetime import date, timedelta

from cms.deadlines.calendars import OfficeCalendar
from cms.deadlines.selectors import Books

LONGEST = 30  # days to either side; an office that never opens tells nothing


@dataclass(frozen=True)
class Closing:
    """The first and the last day off, and the day on which work begins again."""

    first: date
    last: date

    @property
    def back_on(self) -> date:
        return self.last + timedelta(days=1)


def closing_of(unit_id: int, new_year: date) -> Closing | None:
    """Return the days off around the first day of the year."""
    return around(Books().calendar(unit_id), new_year)


def around(calendar: OfficeCalendar, day: date) -> Closing | None:
    """Return the unbroken days off around a day; None if it is worked, or all are off."""
    if calendar.hours_on(day):
        return None
    first, last = _end(calendar, day, -1), _end(calendar, day, 1)
    return Closing(first, last) if first and last else None


def _end(calendar: OfficeCalendar, day: date, step: int) -> date | None:
    for distance in range(1, LONGEST + 1):
        if calendar.hours_on(day + timedelta(days=step * distance)):
            return day + timedelta(days=step * (distance - 1))
    return None
