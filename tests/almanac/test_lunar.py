"""The lunar calendar against 274 published years, another library, and itself."""

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given, strategies as st

from cms.almanac.lunar import (
    FIRST_YEAR,
    LAST_YEAR,
    UNDECIDED,
    LunarDate,
    NoSuchDayError,
    OutsideAlmanacError,
    lunar_of,
    months_of,
    new_year,
    solar_of,
)
from cms.almanac.sky import J2000, new_moon, sun_longitude
from tests.almanac.tables import published

FIRST_DAY, LAST_DAY = date(1926, 2, 13), date(2200, 2, 14)


def test_every_month_of_274_years_is_as_published() -> None:
    table = published()
    assert sorted(table) == list(range(FIRST_YEAR, LAST_YEAR + 1))
    wrong = [
        year
        for year, told in table.items()
        if (months := months_of(year))
        and (
            months[0].first != told.new_year
            or tuple(month.length for month in months) != told.lengths
            or [month.number for month in months if month.is_leap]
            != [told.leap][: told.leap]
        )
    ]
    assert wrong == []


def test_another_library_has_the_same_new_years_and_days_of_the_hung_kings() -> None:
    for year in range(1995, 2050):
        off = holidays.country_holidays(
            "VN", years=[year, year - 1, year + 1], observed=False, language="en_US"
        )
        assert "Lunar New Year" in off[new_year(year)]
        kings = solar_of(LunarDate(year, 3, is_leap=False, day=10))
        assert year < 2007 or "Hung Kings" in off[kings]


@pytest.mark.parametrize(
    ("day", "lunar"),
    [
        (date(2026, 11, 19), LunarDate(2026, 10, is_leap=False, day=11)),
        (date(2026, 2, 17), LunarDate(2026, 1, is_leap=False, day=1)),
        (date(2027, 2, 6), LunarDate(2027, 1, is_leap=False, day=1)),
        (date(2027, 2, 5), LunarDate(2026, 12, is_leap=False, day=29)),
        # Chinese calendars were another month, or a day, away.
        (date(1985, 1, 21), LunarDate(1985, 1, is_leap=False, day=1)),
        (date(1968, 1, 29), LunarDate(1968, 1, is_leap=False, day=1)),
        (date(2007, 2, 17), LunarDate(2007, 1, is_leap=False, day=1)),
        (date(2030, 2, 2), LunarDate(2030, 1, is_leap=False, day=1)),
        # The sixth month of 2025 came twice.
        (date(2025, 7, 25), LunarDate(2025, 6, is_leap=True, day=1)),
    ],
)
def test_days_that_everybody_knows(day: date, lunar: LunarDate) -> None:
    assert lunar_of(day) == lunar
    assert solar_of(lunar) == day


@given(st.dates(FIRST_DAY, LAST_DAY))
def test_there_and_back_is_the_same_day_and_the_next_follows(day: date) -> None:
    lunar = lunar_of(day)
    assert solar_of(lunar) == day
    if day < LAST_DAY:
        following = lunar_of(day + timedelta(1))
        assert following.day in {1, lunar.day + 1}
        assert (following.day == 1) == (following.month != lunar.month) or (
            following.is_leap != lunar.is_leap
        )


@pytest.mark.parametrize(
    "lunar",
    [
        LunarDate(2026, 6, is_leap=True, day=1),  # no leap month in 2026
        LunarDate(2026, 12, is_leap=False, day=30),  # 29 days
        LunarDate(2026, 1, is_leap=False, day=0),
        LunarDate(2026, 13, is_leap=False, day=1),
    ],
)
def test_what_a_year_lacks_is_refused(lunar: LunarDate) -> None:
    with pytest.raises(NoSuchDayError):
        solar_of(lunar)


@pytest.mark.parametrize(
    "day", [FIRST_DAY - timedelta(1), LAST_DAY + timedelta(1), date.max, date.min]
)
def test_days_far_away_are_refused(day: date) -> None:
    with pytest.raises(OutsideAlmanacError):
        lunar_of(day)


def test_one_new_moon_is_nobodys_to_foretell() -> None:
    [(index, day)] = UNDECIDED.items()
    hour = (new_moon(index) + 0.5 + 7 / 24) % 1 * 24
    assert hour * 3600 == pytest.approx(22.5, abs=1)
    assert lunar_of(day) == LunarDate(2054, 4, is_leap=False, day=1)


def test_the_sky_is_where_the_books_say() -> None:
    # Meeus, examples 49.a (18 February 1977, 3:37 dynamical time) and 25.a.
    assert new_moon(-283) == pytest.approx(2_443_192.65118 - 48 / 86_400, abs=2e-5)
    assert sun_longitude(2_448_908.5 - 59 / 86_400) == pytest.approx(199.9090, abs=2e-4)
    assert sun_longitude(J2000) == pytest.approx(280.37, abs=0.01)
