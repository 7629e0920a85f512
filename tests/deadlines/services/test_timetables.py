"""Office hours: all faults at once, and what is open follows the new ones."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from cms.core.models import Event
from cms.deadlines.services import set_timetable, withdraw_timetable
from sites.models import OfficeHours
from tests.deadlines.conftest import at
from tests.factories.deadlines import due_of, office_rule_of
from tests.factories.moderation import Board

pytestmark = pytest.mark.django_db

MORNINGS = [(day, time(7, 30), time(11, 30)) for day in range(1, 6)]


def test_new_hours_move_what_is_open_with_a_trace(desk: Board, event: Event) -> None:
    office_rule_of(desk.living.unit)
    page = desk.draft(event=event)
    unit = desk.living.unit
    assert set_timetable(unit=unit, sessions=MORNINGS, actor=desk.editor) == 1
    due = due_of(page)
    assert due.due_at == at(7, 9, 11, 30)
    change = due.changes.get()
    assert (change.cause, change.by) == ("timetable", desk.editor)
    since = date(2026, 9, 4)
    whole = [*MORNINGS, *((day, time(13), time(17)) for day in range(1, 6))]
    assert set_timetable(unit=unit, sessions=whole, since=since) == 1
    assert due_of(page).due_at == at(4, 9, 17)
    assert withdraw_timetable(unit=unit, since=since) == 1
    assert due_of(page).due_at == at(7, 9, 11, 30)
    assert due.changes.count() == 3
    assert set_timetable(unit=unit, sessions=MORNINGS) == 0


def test_all_faults_are_told_at_once_and_nothing_is_stored(desk: Board) -> None:
    unit = desk.living.unit
    set_timetable(unit=unit, sessions=MORNINGS)
    bad = [
        (1, time(7), time(11)),
        (1, time(10), time(12)),
        (2, time(17), time(13)),
        (3, time(8), time(8)),
    ]
    with pytest.raises(ValidationError) as refused:
        set_timetable(unit=unit, sessions=bad)
    assert refused.value.messages == [
        "Thứ Hai 10:00–12:00: trùng với buổi 07:00–11:00.",
        "Thứ Ba 17:00–13:00: giờ kết thúc không sau giờ bắt đầu.",
        "Thứ Tư 08:00–08:00: giờ kết thúc không sau giờ bắt đầu.",
    ]
    with pytest.raises(ValidationError):
        set_timetable(unit=unit, sessions=[])
    assert OfficeHours.objects.filter(unit=unit).count() == 5


def test_before_the_first_day_of_its_hours_an_office_keeps_the_usual_ones(
    desk: Board, event: Event
) -> None:
    office_rule_of(desk.living.unit)
    page = desk.draft(event=event)
    set_timetable(unit=desk.living.unit, sessions=MORNINGS, since=date(2026, 9, 4))
    assert due_of(page).due_at == at(4, 9, 10)
