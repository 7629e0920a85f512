"""Lunar new year: which day it is, and what the year is called."""

from datetime import date, timedelta
from functools import lru_cache

import holidays

STEMS = ("Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý")
BRANCHES = (
    *("Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ"),
    *("Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi"),
)
# As in Vietnam: the fourth is the cat, the second the buffalo.
ANIMALS = (
    *("Rat", "Buffalo", "Tiger", "Cat", "Dragon", "Snake"),
    *("Horse", "Goat", "Monkey", "Rooster", "Dog", "Pig"),
)
FIRST_DAY = "Tết Nguyên Đán"
SINCE = 4  # year 4 of the common era was Giáp Tý


@lru_cache(maxsize=16)
def new_year(year: int) -> date | None:
    """Return the first day of the lunar year that begins in a year, if it is known."""
    known = holidays.country_holidays("VN", years=year, observed=False, language="vi")
    days = sorted(
        day
        for day, name in known.items()
        if day.year == year and FIRST_DAY in name.split("; ")
    )
    return days[0] if days else None


def name_of(year: int) -> str:
    """Return the Vietnamese name of a lunar year: 2027 is “Đinh Mùi”."""
    return f"{STEMS[(year - SINCE) % 10]} {BRANCHES[(year - SINCE) % 12]}"


def animal_of(year: int) -> str:
    """Return the year's animal in English: 2027 is the “Goat”."""
    return ANIMALS[(year - SINCE) % 12]


def within(begins: date, ends: date) -> date | None:
    """Return the new year that some days are about: in them, else the next one."""
    found = (new_year(year) for year in (begins.year, begins.year + 1))
    known = [day for day in found if day is not None]
    ahead = [day for day in known if begins - timedelta(days=15) <= day]
    inside = [day for day in ahead if day <= ends]
    return next(iter(inside or ahead), None)
