"""The two clocks: vectors of the field, and what holds of any office and any moment."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings, strategies as st

from cms.deadlines.calendars import Exemption, OfficeCalendar, Timetable
from cms.deadlines.clocks import (
    ZONE,
    CalendarClock,
    NaiveMomentError,
    NeverOpenError,
    OfficeClock,
    Span,
)

STATE = ((time(7, 30), time(11, 30)), (time(13, 30), time(17)))
WEEK = Timetable(dict.fromkeys(range(1, 6), STATE))
OFFICE = OfficeCalendar([WEEK]).clock
CALENDAR = CalendarClock()


def at(day: int, month: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


ENDS = at(28, 8, 15)


def test_twelve_office_hours_pass_over_a_long_holiday() -> None:
    """domain-vn.md §8, vector 3: 31/08 to 02/09/2026 are off."""
    assert OFFICE.due(ENDS, timedelta(hours=12)) == at(4, 9, 10)
    assert OFFICE.counted(ENDS, timedelta(hours=12)) == [
        Span(ENDS, at(28, 8, 17)),
        Span(at(3, 9, 7, 30), at(3, 9, 11, 30)),
        Span(at(3, 9, 13, 30), at(3, 9, 17)),
        Span(at(4, 9, 7, 30), at(4, 9, 10)),
    ]


def test_two_calendar_days_stand_still_for_nothing() -> None:
    """domain-vn.md §8, vector 3; the 30th is a Sunday."""
    assert CALENDAR.due(ENDS, timedelta(days=2)) == at(30, 8, 15)


@pytest.mark.parametrize(
    ("moment", "hours", "due"),
    [
        (at(27, 8, 16), 1, at(27, 8, 17)),  # with the session, not the next morning
        (at(27, 8, 17), 1, at(28, 8, 8, 30)),
        (at(27, 8, 12), 1, at(27, 8, 14, 30)),
        (at(27, 8, 11), 1, at(27, 8, 14)),
        (at(21, 8, 16), 2, at(22, 8, 8, 30)),  # Saturday 22/08/2026 works
        (at(23, 11, 16), 2, at(25, 11, 8, 30)),  # Tuesday 24/11/2026 does not
        (at(14, 2, 9), 1, at(23, 2, 8, 30)),  # lunar Tết, Saturday to Sunday
    ],
)
def test_hours_pass_only_while_the_office_is_open(
    moment: datetime, hours: int, due: datetime
) -> None:
    assert OFFICE.due(moment, timedelta(hours=hours)) == due


def test_a_foreign_time_zone_is_the_same_moment() -> None:
    tokyo = ENDS.astimezone(ZoneInfo("Asia/Tokyo"))
    for moment in (tokyo, ENDS.astimezone(UTC)):
        assert OFFICE.due(moment, timedelta(hours=12)) == at(4, 9, 10)
        assert CALENDAR.due(moment, timedelta(days=2)) == at(30, 8, 15)
    # Its day is that of Việt Nam: in Tokyo it is Saturday already.
    late = datetime(2026, 8, 29, 1, 30, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert OFFICE.counted(late, timedelta(hours=1))[0].begins == at(3, 9, 7, 30)


@pytest.mark.parametrize("clock", [OFFICE, CALENDAR])
def test_a_moment_without_a_zone_is_refused(clock: OfficeClock | CalendarClock) -> None:
    naive = datetime(2026, 8, 28, 15)  # noqa: DTZ001 - that is what is refused
    with pytest.raises(NaiveMomentError, match="2026-08-28T15:00:00"):
        clock.due(naive, timedelta(hours=1))
    with pytest.raises(NaiveMomentError):
        clock.elapsed(ENDS, naive)


def test_an_office_that_never_opens_never_falls_due() -> None:
    with pytest.raises(NeverOpenError):
        OfficeClock(lambda _day: ()).due(ENDS, timedelta(hours=1))


def test_no_time_passes_backwards() -> None:
    earlier = ENDS - timedelta(days=1)
    assert OFFICE.elapsed(ENDS, earlier) == timedelta()
    assert CALENDAR.elapsed(ENDS, earlier) == timedelta()


# What holds of any office -----------------------------------------------------------
minutes = st.integers(0, 24 * 60 - 1).map(lambda n: time(n // 60, n % 60))
stretches = (
    st.lists(minutes, unique=True, max_size=6)
    .map(sorted)
    .map(lambda found: tuple(zip(found[::2], found[1::2], strict=False)))
)
weeks = st.dictionaries(st.integers(1, 7), stretches, max_size=7).map(
    lambda week: {**week, 3: week.get(3) or STATE}
)
days = st.dates(date(2025, 6, 1), date(2027, 10, 1))
exemptions = st.dictionaries(
    days, st.booleans().map(lambda working: Exemption(working, "")), max_size=8
)
clocks = st.builds(
    lambda early, late, since, kept: (
        OfficeCalendar([Timetable(early), Timetable(late, since)], kept).clock
    ),
    weeks,
    weeks,
    days,
    exemptions,
)
moments = st.datetimes(
    datetime(2025, 7, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2027, 6, 1),  # noqa: DTZ001
    timezones=st.just(ZONE),
)
amounts = st.integers(0, 60 * 60).map(lambda n: timedelta(minutes=n))
tried = settings(max_examples=60, deadline=None)


def is_open(clock: OfficeClock, moment: datetime) -> bool:
    hours = clock.hours_on(moment.date())
    return any(opens <= moment.time() <= closes for opens, closes in hours)


@tried
@given(clock=clocks, moment=moments, amount=amounts)
def test_nothing_is_due_outside_office_hours(
    clock: OfficeClock, moment: datetime, amount: timedelta
) -> None:
    due = clock.due(moment, amount)
    assert is_open(clock, due)
    assert due >= moment
    assert clock.elapsed(moment, due) == amount  # the inverse


@tried
@given(clock=clocks, moment=moments, first=amounts, then=amounts)
def test_hours_add_up(
    clock: OfficeClock, moment: datetime, first: timedelta, then: timedelta
) -> None:
    at_once = clock.due(moment, first + then)
    assert clock.due(clock.due(moment, first), then) == at_once
    parts = clock.counted(moment, first + then)
    assert sum((part.length for part in parts), timedelta()) == first + then


@tried
@given(clock=clocks, moment=moments, later=amounts, amount=amounts, more=amounts)
def test_whoever_starts_later_or_has_more_is_due_no_earlier(
    clock: OfficeClock,
    moment: datetime,
    later: timedelta,
    amount: timedelta,
    more: timedelta,
) -> None:
    for one in (clock, CALENDAR):
        assert one.due(moment, amount) <= one.due(moment + later, amount)
        assert one.due(moment, amount) <= one.due(moment, amount + more)


@tried
@given(moment=moments, first=st.integers(0, 40), then=st.integers(0, 40))
def test_days_add_up(moment: datetime, first: int, then: int) -> None:
    once = CALENDAR.due(moment, timedelta(days=first))
    whole = CALENDAR.due(moment, timedelta(days=first + then))
    assert CALENDAR.due(once, timedelta(days=then)) == whole
    assert CALENDAR.elapsed(moment, whole) == timedelta(days=first + then)
