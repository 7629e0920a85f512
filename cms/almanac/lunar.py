"""The Vietnamese lunar calendar, both ways between lunar and solar dates.

A month begins on the day of the new moon. The winter solstice lies in the eleventh
month; where thirteen months lie between two eleventh ones, the first of them in which the
sun passes no principal term is a leap month and has the number of the one before it.

Days are those of UTC+7 since 1968 (Decision 121-CP of 8 August 1967), of UTC+8 before it.
Earlier than 1926 printed calendars depart from the sky, so that is where this one begins.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from math import floor

from cms.almanac.sky import new_moon, new_moon_before, sun_longitude

FIRST_YEAR, LAST_YEAR = 1926, 2199
UTC_PLUS_7_SINCE = date(1968, 1, 1)
# The Julian day number of a day at noon, less Python's ordinal of it.
TO_JULIAN = 1_721_425
PRINCIPAL_TERM = 30  # degrees of the sun's way
SOLSTICE = 9  # the sector of the sun's way that begins with the winter solstice
MONTHS, SOLSTICE_MONTH = 12, 11
# A new moon 22 seconds after midnight: less than anybody can foretell of the turning of
# the earth. Until the State’s calendar says otherwise, as the published table has it.
UNDECIDED = {672: date(2054, 5, 7)}


class OutsideAlmanacError(ValueError):
    """The calendar is reckoned for the lunar years 1926 to 2199 only."""


class NoSuchDayError(ValueError):
    """This lunar month, or this day of it, does not exist in that year."""


@dataclass(frozen=True, order=True)
class LunarDate:
    year: int
    month: int
    is_leap: bool
    day: int


@dataclass(frozen=True)
class LunarMonth:
    number: int
    is_leap: bool
    first: date
    length: int


def lunar_of(day: date) -> LunarDate:
    """Return the lunar date of a day; raise ``OutsideAlmanacError`` for one far away."""
    year = day.year
    if year > LAST_YEAR or day < new_year(year):
        year -= 1
    for month in months_of(year):
        passed = (day - month.first).days
        if passed < month.length:
            return LunarDate(year, month.number, month.is_leap, passed + 1)
    raise OutsideAlmanacError(day)


def solar_of(lunar: LunarDate) -> date:
    """Return the day of a lunar date.

    Raises ``NoSuchDayError`` for a month or a day that the year does not have, and
    ``OutsideAlmanacError`` for a year far away.
    """
    for month in months_of(lunar.year):
        if (month.number, month.is_leap) == (lunar.month, lunar.is_leap):
            if 1 <= lunar.day <= month.length:
                return month.first + timedelta(lunar.day - 1)
            break
    raise NoSuchDayError(lunar)


def new_year(year: int) -> date:
    """Return the first day of a lunar year (Tết)."""
    return months_of(year)[0].first


@lru_cache(maxsize=512)
def months_of(year: int) -> tuple[LunarMonth, ...]:
    """Return the twelve or thirteen months of a lunar year."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OutsideAlmanacError(year)
    _end_of_last, own = _halves(year)
    end, _next = _halves(year + 1)
    return (*own, *end)


def _halves(year: int) -> tuple[tuple[LunarMonth, ...], tuple[LunarMonth, ...]]:
    """Return the months from a solstice to the next, split at the new year."""
    row = _between_solstices(year)
    numbers = [month.number for month in row]
    split = numbers.index(1)
    return row[:split], row[split:]


@lru_cache(maxsize=512)
def _between_solstices(year: int) -> tuple[LunarMonth, ...]:
    """Return the months from the eleventh of the year before to the tenth of a year."""
    start, end = _eleventh_month(year - 1), _eleventh_month(year)
    days = [_day_of_new_moon(index) for index in range(start, end + 1)]
    has_leap = end - start > MONTHS
    return tuple(_numbered(days, has_leap=has_leap))


def _numbered(days: list[date], *, has_leap: bool) -> Iterator[LunarMonth]:
    number = SOLSTICE_MONTH
    for place, (first, following) in enumerate(pairwise(days)):
        is_leap = has_leap and place > 0 and _sector(first) == _sector(following)
        if is_leap:
            has_leap = False
        elif place > 0:
            number = number % MONTHS + 1
        yield LunarMonth(number, is_leap, first, (following - first).days)


@lru_cache(maxsize=512)
def _eleventh_month(year: int) -> int:
    """Return which new moon begins the month of a year's winter solstice."""
    index = new_moon_before(_midnight(date(year + 1, 1, 1)))
    while _sector(_day_of_new_moon(index)) >= SOLSTICE:
        index -= 1
    return index


def _sector(day: date) -> int:
    """Return which twelfth of its way the sun is in when a day begins."""
    return int(sun_longitude(_midnight(day)) // PRINCIPAL_TERM)


def _day_of_new_moon(index: int) -> date:
    if index in UNDECIDED:
        return UNDECIDED[index]
    moment = new_moon(index) + 0.5
    universal = date.fromordinal(floor(moment) - TO_JULIAN)
    return date.fromordinal(floor(moment + _offset(universal)) - TO_JULIAN)


def _midnight(day: date) -> float:
    """Return the moment, in universal time, when a day begins here."""
    return day.toordinal() + TO_JULIAN - 0.5 - _offset(day)


def _offset(day: date) -> float:
    return (7 if day >= UTC_PLUS_7_SINCE else 8) / 24
