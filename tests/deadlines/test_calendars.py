"""Working days of Việt Nam, and what an office decides otherwise."""

from datetime import date, time

import pytest

from cms.deadlines.calendars import Exemption, OfficeCalendar, Timetable, public_day

MORNING = ((time(7, 30), time(11, 30)),)
SHORT = ((time(8), time(11)),)
WEEK = Timetable({**dict.fromkeys(range(1, 5), MORNING), 5: SHORT})


def worked(day: date, **told: Exemption) -> bool:
    exemptions = dict.fromkeys([day], told["told"]) if told else {}
    return bool(OfficeCalendar([WEEK], exemptions).hours_on(day))


@pytest.mark.parametrize(
    ("day", "is_worked"),
    [
        (date(2026, 8, 22), True),  # domain-vn.md §8, vector 4: a Saturday, swapped
        (date(2026, 11, 24), False),  # the same: a Tuesday, Ngày Văn hóa Việt Nam
        *((day, False) for day in (date(2026, 8, 31), date(2026, 9, 1))),
        (date(2026, 9, 2), False),
        (date(2026, 9, 3), True),
        (date(2026, 2, 17), False),  # lunar new year
        (date(2027, 2, 6), False),
        (date(2026, 4, 27), False),  # the Hùng kings' day fell on a Sunday
        (date(2026, 8, 29), False),  # a Saturday like any other
    ],
)
def test_days_are_worked_as_the_state_decided(day: date, *, is_worked: bool) -> None:
    assert worked(day) is is_worked


def test_what_an_office_decides_goes_before_what_the_library_knows() -> None:
    tet_swap = date(2026, 1, 10)  # swapped by a decision that the library lacks
    assert not worked(tet_swap)
    assert worked(tet_swap, told=Exemption(is_working=True, words="QĐ"))
    assert not worked(date(2026, 9, 3), told=Exemption(is_working=False, words="Bão"))
    assert worked(date(2026, 8, 31), told=Exemption(is_working=True, words="Trực"))


def test_a_swapped_day_has_the_hours_of_the_last_day_before() -> None:
    assert OfficeCalendar([WEEK]).hours_on(date(2026, 8, 22)) == SHORT
    saturdays = Timetable({**WEEK.week, 6: MORNING})
    assert OfficeCalendar([saturdays]).hours_on(date(2026, 8, 22)) == MORNING


def test_the_timetable_that_began_last_counts() -> None:
    summer = Timetable(dict.fromkeys(range(1, 6), SHORT), date(2026, 4, 15))
    office = OfficeCalendar([summer, WEEK])
    assert office.hours_on(date(2026, 4, 14)) == MORNING
    assert office.hours_on(date(2026, 4, 15)) == SHORT
    only = OfficeCalendar([summer])
    assert only.hours_on(date(2026, 4, 14)) == ()


def test_days_off_have_vietnamese_names() -> None:
    found = public_day(date(2026, 9, 2))
    assert found is not None
    assert found.words == "Quốc khánh"
    assert public_day(date(2026, 9, 3)) is None
