"""On which days an office is open, and when: hours of the week, holidays, exceptions.

Public holidays, lunar Tết and officially swapped days come from the ``holidays`` library;
what it doesn't know, or what was decided otherwise, is an exception in the
administration. No database here either.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import holidays

from cms.deadlines.clocks import OfficeClock, Stretch

WEEK = 7


@dataclass(frozen=True)
class Exemption:
    """A day that an office was told to be off, or to work, and why."""

    is_working: bool
    words: str


@dataclass(frozen=True)
class Timetable:
    """The hours of a week by weekday (ISO 8601: Monday is 1), since a day or ever."""

    week: Mapping[int, Sequence[Stretch]]
    since: date | None = None

    def hours(self, weekday: int) -> Sequence[Stretch]:
        return self.week.get(weekday, ())

    def hours_in_place(self, weekday: int) -> Sequence[Stretch]:
        """Return the hours of a swapped day: its own, else of the last day before."""
        for back in range(WEEK):
            found = self.hours((weekday - 1 - back) % WEEK + 1)
            if found:
                return found
        return ()


@lru_cache(maxsize=32)
def vietnamese(year: int) -> tuple[dict[date, str], frozenset[date]]:
    """Return the days off of a year with their names, and the weekends worked instead."""
    known = holidays.country_holidays("VN", years=year, language="vi")
    swapped = getattr(known, "weekend_workdays", ())
    return dict(known.items()), frozenset(day for day in swapped if day.year == year)


def public_day(day: date) -> Exemption | None:
    """Return what the library says of a day; None for one like every week's."""
    off, worked = vietnamese(day.year)
    if day in worked:
        return Exemption(is_working=True, words="")
    return Exemption(is_working=False, words=off[day]) if day in off else None


@dataclass(frozen=True)
class OfficeCalendar:
    """One office's days: its timetables, the newest in force, and its exceptions."""

    timetables: Sequence[Timetable]
    exemptions: Mapping[date, Exemption] = field(default_factory=dict)

    @property
    def clock(self) -> OfficeClock:
        return OfficeClock(self.hours_on)

    def hours_on(self, day: date) -> Sequence[Stretch]:
        timetable = self.timetable_on(day)
        if timetable is None:
            return ()
        special = self.exemptions.get(day) or public_day(day)
        if special is None:
            return timetable.hours(day.isoweekday())
        if special.is_working:
            return timetable.hours_in_place(day.isoweekday())
        return ()

    def timetable_on(self, day: date) -> Timetable | None:
        """Return the timetable in force on a day: the last that began."""
        begun = [one for one in self.timetables if (one.since or day) <= day]
        return max(begun, key=lambda one: one.since or date.min, default=None)
