"""How long before a deadline people are reminded, by either clock."""

import re
from datetime import datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from cms.deadlines.calendars import OfficeCalendar
from cms.deadlines.clocks import CalendarClock
from cms.deadlines.offsets import (
    length_of,
    longest_first,
    moment_before,
    parts_of,
)
from cms.deadlines.selectors import USUAL
from tests.deadlines.conftest import ENDS, at

CLOCK = OfficeCalendar([USUAL]).clock
OFFICE = CLOCK.counted(ENDS, timedelta(hours=12))  # until 10:00 on 04/09/2026
CALENDAR = CalendarClock().counted(ENDS, timedelta(days=2))  # until 15:00 on 30/08/2026


@pytest.mark.parametrize(
    ("clock", "offset", "moment"),
    [
        ("calendar", "1d", at(29, 8, 15)),
        ("calendar", "2h", at(30, 8, 13)),
        ("calendar", "2d", None),  # it never had more time
        ("office", "2h", at(4, 9, 8)),
        ("office", "3h", at(3, 9, 16, 30)),
        ("office", "1d", at(3, 9, 9, 30)),  # eight office hours
        ("office", "12h", None),
        ("office", "2d", None),
    ],
)
def test_it_is_counted_by_the_rules_own_clock(
    clock: str, offset: str, moment: datetime | None
) -> None:
    spans = OFFICE if clock == "office" else CALENDAR
    assert moment_before(spans, offset, clock) == moment


@given(st.integers(1, 11))
def test_so_much_office_time_is_left_then(hours: int) -> None:
    moment = moment_before(OFFICE, f"{hours}h", "office")
    assert moment is not None
    assert CLOCK.elapsed(moment, OFFICE[-1].ends) == timedelta(hours=hours)


@pytest.mark.parametrize("written", ["x", "d", "0d", "6d", "49h", "-1h", "1 d", "2m"])
def test_what_is_no_offset_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=re.escape(written)):
        parts_of(written)


def test_the_longest_comes_first() -> None:
    assert longest_first(["2h", "5d", "48h", "1d", "2h"]) == ["5d", "48h", "1d", "2h"]
    assert length_of("1d", "office") == timedelta(hours=8)
