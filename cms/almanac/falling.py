"""On which days of the calendar a day to remember falls, and which anniversary it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cms.almanac.lunar import LunarDate, NoSuchDayError, OutsideAlmanacError, solar_of
from cms.almanac.models import Occasion

ROUND = 5  # every fifth and tenth year is a round one
LAST_OF_SHORT_MONTH = 29


@dataclass(frozen=True)
class Falling:
    """A day to remember in one year. ``years`` have passed since its origin, if known."""

    occasion: Occasion
    day: date
    years: int | None = None

    @property
    def is_round(self) -> bool:
        return bool(self.years) and (self.years or 0) % ROUND == 0

    @property
    def prepares_on(self) -> date:
        return self.day - timedelta(self.occasion.lead_days)


def fallings(occasion: Occasion, start: date, end: date) -> Iterator[Falling]:
    """Yield when a day falls from one day to another, both included.

    Nothing falls before its year of origin.
    """
    for year in range(start.year - occasion.is_lunar, end.year + 1):
        day = day_in(occasion, year)
        years = None if occasion.since is None else year - occasion.since
        if day is not None and start <= day <= end and (years is None or years >= 0):
            yield Falling(occasion, day, years)


def day_in(occasion: Occasion, year: int) -> date | None:
    """Return the day of a year, of a lunar one for a lunar day.

    Leap months have no days to remember. What falls on a day that the year lacks, the
    30th of a short month or 29/2, is kept the day before. None outside the almanac.
    """
    if not occasion.is_lunar:
        try:
            return date(year, occasion.month, occasion.day)
        except ValueError:
            return date(year, occasion.month, occasion.day - 1)
    lunar = LunarDate(year, occasion.month, is_leap=False, day=occasion.day)
    try:
        return solar_of(lunar)
    except OutsideAlmanacError:
        return None
    except NoSuchDayError:
        short = LunarDate(year, occasion.month, False, LAST_OF_SHORT_MONTH)  # noqa: FBT003
        return solar_of(short)
