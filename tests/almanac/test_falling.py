"""Where days to remember fall, and which of their years are round."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from cms.almanac.falling import day_in, fallings
from cms.almanac.lunar import lunar_of
from cms.almanac.models import Occasion


def solar(day: int, month: int, since: int | None = None) -> Occasion:
    return Occasion(day=day, month=month, since=since)


def lunar(day: int, month: int, since: int | None = None) -> Occasion:
    return Occasion(day=day, month=month, since=since, reckoning="lunar")


def days(occasion: Occasion, start: date, end: date) -> list[date]:
    return [one.day for one in fallings(occasion, start, end)]


@pytest.mark.parametrize(
    ("occasion", "year", "day"),
    [
        (solar(19, 8), 2025, date(2025, 8, 19)),
        (solar(29, 2), 2026, date(2026, 2, 28)),
        (solar(29, 2), 2028, date(2028, 2, 29)),
        (lunar(10, 3), 2026, date(2026, 4, 26)),
        (lunar(15, 10), 2026, date(2026, 11, 23)),
        (lunar(30, 12), 2026, date(2027, 2, 5)),  # the 29th: that month has no 30th
        (lunar(15, 6), 2025, date(2025, 7, 9)),  # the regular month, not the leap one
        (lunar(1, 1), 2300, None),
    ],
)
def test_a_day_lands_where_it_belongs(
    occasion: Occasion, year: int, day: date | None
) -> None:
    assert day_in(occasion, year) == day


@pytest.mark.parametrize(
    ("since", "years", "is_round"),
    [
        *((1930, 95, True), (1945, 80, True), (1975, 50, True), (1890, 135, True)),
        *((1944, 81, False), (2025, 0, False), (None, None, False)),
    ],
)
def test_fifth_and_tenth_years_are_round(
    since: int | None, years: int | None, *, is_round: bool
) -> None:
    year = date(2025, 1, 1), date(2025, 12, 31)
    [found] = fallings(solar(2, 9, since), *year)
    assert (found.years, found.is_round) == (years, is_round)


def test_nothing_is_remembered_before_it_happened() -> None:
    assert days(solar(2, 9, 2026), date(2024, 1, 1), date(2026, 12, 31)) == [
        date(2026, 9, 2)
    ]


def test_the_end_of_a_lunar_year_falls_in_the_next_solar_one() -> None:
    january = date(2027, 1, 1), date(2027, 2, 28)
    assert days(lunar(23, 12), *january) == [date(2027, 1, 30)]
    assert days(lunar(1, 1), *january) == [date(2027, 2, 6)]


def test_preparing_begins_so_many_days_before() -> None:
    occasion = Occasion(day=3, month=2, lead_days=30)
    [found] = fallings(occasion, date(2026, 2, 1), date(2026, 2, 28))
    assert found.prepares_on == date(2026, 1, 4)


@given(st.integers(1, 30), st.integers(1, 12), st.integers(1927, 2198))
def test_a_lunar_day_falls_once_a_lunar_year_in_its_month(
    day: int, month: int, year: int
) -> None:
    found = day_in(lunar(day, month), year)
    assert found is not None
    told = lunar_of(found)
    assert (told.year, told.month, told.is_leap) == (year, month, False)
    assert told.day in {day, 29}
