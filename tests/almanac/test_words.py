"""Lunar dates as they are said."""

import pytest

from cms.almanac.lunar import LunarDate
from cms.almanac.words import (
    day_words,
    long_words,
    mark_words,
    short_words,
    year_words,
)


@pytest.mark.parametrize(
    ("year", "name"),
    [(2026, "Bính Ngọ"), (1968, "Mậu Thân"), (1984, "Giáp Tý"), (2027, "Đinh Mùi")],
)
def test_years_have_names_in_the_cycle_of_sixty(year: int, name: str) -> None:
    assert year_words(year) == name
    assert year_words(year + 60) == name


@pytest.mark.parametrize(
    ("month", "day", "leap", "said"),
    [
        (10, 1, False, "mồng một tháng 10"),
        (10, 10, False, "mồng 10 tháng 10"),
        (10, 11, False, "ngày 11 tháng 10"),
        (10, 15, False, "rằm tháng 10"),
        (6, 1, True, "mồng một tháng 6 nhuận"),
    ],
)
def test_days_are_said_as_people_say_them(
    month: int, day: int, *, leap: bool, said: str
) -> None:
    assert day_words(LunarDate(2026, month, leap, day)) == said


def test_short_and_long() -> None:
    day = LunarDate(2026, 10, is_leap=False, day=11)
    assert short_words(day) == "11/10 âm"
    assert short_words(LunarDate(2025, 6, is_leap=True, day=3)) == "3/6 nhuận"
    assert long_words(day) == "ngày 11 tháng 10 năm Bính Ngọ"
    marked = {
        n: mark_words(LunarDate(2026, 1, is_leap=False, day=n)) for n in range(1, 31)
    }
    assert {n: words for n, words in marked.items() if words} == {
        1: "mồng một",
        15: "rằm",
    }
