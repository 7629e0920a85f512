"""Lunar new year: which day it is, and what the year is called."""

from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from cms.almanac.lunar import LunarDate, OutsideAlmanacError, solar_of

# As in Vietnam: the fourth is the cat, the second the buffalo.
ANIMALS = (
    pgettext_lazy("animal of a year", "Rat"),
    pgettext_lazy("animal of a year", "Buffalo"),
    pgettext_lazy("animal of a year", "Tiger"),
    pgettext_lazy("animal of a year", "Cat"),
    pgettext_lazy("animal of a year", "Dragon"),
    pgettext_lazy("animal of a year", "Snake"),
    pgettext_lazy("animal of a year", "Horse"),
    pgettext_lazy("animal of a year", "Goat"),
    pgettext_lazy("animal of a year", "Monkey"),
    pgettext_lazy("animal of a year", "Rooster"),
    pgettext_lazy("animal of a year", "Dog"),
    pgettext_lazy("animal of a year", "Pig"),
)
SINCE = 4  # year 4 of the common era was a year of the rat


def new_year(year: int) -> date | None:
    """Return the first day of the lunar year that begins in a year, if it is known."""
    try:
        return solar_of(LunarDate(year, 1, is_leap=False, day=1))
    except OutsideAlmanacError:
        return None


def animal_of(year: int) -> str | Promise:
    """Return the animal of a lunar year: of 2027 the goat."""
    return ANIMALS[(year - SINCE) % len(ANIMALS)]


def within(begins: date, ends: date) -> date | None:
    """Return the new year that some days are about: in them, else the next one."""
    found = (new_year(year) for year in (begins.year, begins.year + 1))
    known = [day for day in found if day is not None]
    ahead = [day for day in known if begins - timedelta(days=15) <= day]
    inside = [day for day in ahead if day <= ends]
    return next(iter(inside or ahead), None)
