"""Weeks begin on Monday and are numbered as ISO 8601 does."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from cms.planning.weeks import Week

DAYS = st.dates(date(2000, 1, 3), date(2199, 12, 1))


@given(DAYS)
def test_a_week_is_known_by_its_name(day: date) -> None:
    week = Week.of(day)
    assert week.monday <= day <= week.sunday
    assert Week.named(week.name, default=day + timedelta(days=70)) == week
    assert (week.after.before, week.around(1)) == (
        week,
        [week.before, week, week.after],
    )


@pytest.mark.parametrize("name", ["", "2026-W54", "0001-W01", "2300-W01", "tuần 3"])
def test_what_names_no_week_is_this_one(name: str) -> None:
    assert Week.named(name, date(2026, 11, 22)) == Week(date(2026, 11, 16))


def test_the_year_of_a_week_is_that_of_its_thursday() -> None:
    assert Week.of(date(2027, 1, 1)).name == "2026-W53"
