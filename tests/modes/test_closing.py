"""From when to when an office is closed around a day."""

from datetime import date, time

import pytest

from cms.deadlines.calendars import Exemption, OfficeCalendar, Timetable
from cms.modes.closing import Closing, around, closing_of
from tests.factories.portals import UnitFactory

DAY = ((time(7, 30), time(11, 30)),)
WEEK = Timetable(dict.fromkeys(range(1, 6), DAY))
TET = date(2027, 2, 6)


def test_holidays_and_weekends_are_one_stretch() -> None:
    closing = around(OfficeCalendar([WEEK]), TET)
    assert closing is not None
    assert closing.first <= date(2027, 2, 5)
    assert closing.last >= date(2027, 2, 9)
    calendar = OfficeCalendar([WEEK])
    assert calendar.hours_on(closing.back_on)


def test_a_day_decided_otherwise_counts() -> None:
    calendar = OfficeCalendar(
        [WEEK],
        {
            date(2027, 2, 4): Exemption(is_working=False, words="nghỉ bù"),
            date(2027, 2, 3): Exemption(is_working=False, words="nghỉ bù"),
            date(2027, 2, 2): Exemption(is_working=True, words=""),
        },
    )
    closing = around(calendar, TET)
    assert closing is not None
    assert closing.first == date(2027, 2, 3)


def test_an_office_at_work_is_not_closed() -> None:
    calendar = OfficeCalendar([WEEK], {TET: Exemption(is_working=True, words="")})
    assert around(calendar, TET) is None


def test_an_office_that_never_opens_tells_nothing() -> None:
    assert around(OfficeCalendar([Timetable({})]), TET) is None


@pytest.mark.django_db
def test_a_unit_without_hours_keeps_the_usual_ones() -> None:
    found = closing_of(UnitFactory.create().pk, TET)
    assert isinstance(found, Closing)
    assert found.first <= date(2027, 2, 5) < date(2027, 2, 9) <= found.last
