"""Reminders before a deadline, reports after it: to whom, when, and once."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Page

from cms.core.models import EditorialRecord
from cms.deadlines.left import dues_of, time_left
from cms.deadlines.models import DayOverride, Due, DueTold
from cms.deadlines.services import (
    add_shift,
    decide_day,
    reckon,
    remind,
    set_reminders,
    withdraw_reminders,
)
from cms.moderation.services import claim, submit_item
from cms.notifications.models import Notification
from cms.users.models import User
from sites.models import Capability, PortalStatus, Unit, UnitKind
from tests.deadlines.conftest import ENDS, at
from tests.factories.deadlines import board_rule_of, due_of, office_rule_of, rule_of
from tests.factories.moderation import Board, record_of
from tests.factories.people import person_of
from tests.factories.portals import UnitFactory
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
DUE = at(30, 8, 15)  # a Sunday
NEAR, PASSED = "deadline.near", "deadline.passed"


@pytest.fixture
@kept
def page(desk: Board, event: Any) -> Page:
    """Return an item that is due on Sunday 30/08/2026 at 15:00."""
    rule_of(desk.living.unit)
    return desk.draft(event=event)


@pytest.fixture
@kept
def head(desk: Board) -> User:
    return person_of(desk.living.unit, Capability.HEAD_OF_UNIT)


def told(kind: str = NEAR) -> list[User | None]:
    rows = Notification.objects.filter(kind=kind).select_related("person")
    return [row.person for row in rows.order_by("pk")]


def everybody() -> list[tuple[str, User | None]]:
    rows = Notification.objects.select_related("person").order_by("pk")
    return [(row.kind, row.person) for row in rows]


def on_duty(desk: Board, person: User, begins: datetime, hours: int = 12) -> None:
    ends = begins + timedelta(hours=hours)
    add_shift(unit=desk.living.unit, person=person, begins=begins, ends=ends)


@pytest.mark.usefixtures("page")
def test_the_author_is_reminded_a_day_and_two_hours_before(desk: Board) -> None:
    assert remind(now=at(29, 8, 14, 59)) == 0
    assert told() == []
    assert remind(now=at(29, 8, 15)) == 1
    assert told() == [desk.writer]
    for later in (at(29, 8, 15, 1), at(30, 8, 12, 59)):
        assert remind(now=later) == 0
    assert remind(now=at(30, 8, 13)) == 1
    assert told() == [desk.writer, desk.writer]
    assert remind(now=at(30, 8, 14, 59)) == 0


def test_who_is_liable_is_reminded_in_the_authors_place(
    desk: Board, page: Page
) -> None:
    EditorialRecord.objects.filter(pk=record_of(page).pk).update(
        liable_person=desk.editor
    )
    remind(now=at(29, 8, 15))
    assert told() == [desk.editor]


@pytest.mark.usefixtures("page")
def test_of_several_that_have_passed_only_the_last_is_sent(desk: Board) -> None:
    assert remind(now=at(30, 8, 14)) == 1
    assert told() == [desk.writer]
    assert set(DueTold.objects.values_list("offset", flat=True)) == {"1d", "2h"}
    assert remind(now=at(30, 8, 14, 30)) == 0


def test_reminders_follow_a_deadline_that_moves(
    desk: Board, page: Page, event: Any
) -> None:
    remind(now=at(29, 8, 15))
    event.ends_at = ENDS + timedelta(days=7)
    event.save()
    reckon(record=record_of(page), cause="event")
    assert due_of(page).due_at == DUE + timedelta(days=7)
    assert remind(now=at(30, 8, 15)) == 0
    assert remind(now=at(5, 9, 15)) == 1
    assert told() == [desk.writer, desk.writer]


def test_the_office_clock_reminds_by_office_hours(desk: Board, event: Any) -> None:
    office_rule_of(desk.living.unit)
    page = desk.draft(event=event)
    assert due_of(page).due_at == at(4, 9, 10)
    assert remind(now=at(3, 9, 9, 29)) == 0
    assert remind(now=at(3, 9, 9, 30)) == 1
    assert remind(now=at(4, 9, 7, 59)) == 0
    assert remind(now=at(4, 9, 8)) == 1


def test_in_the_boards_time_those_are_reminded_whose_turn_it_is(desk: Board) -> None:
    rule = board_rule_of(desk.living.unit)
    page = desk.draft()
    case = submit_item(page=page, actor=desk.writer)
    due = due_of(page, rule)
    Notification.objects.all().delete()
    other = person_of(desk.living.unit, Capability.EDITOR)
    remind(now=due.due_at - MINUTE)
    assert set(told()) == {desk.editor, other}
    claim(case=case, actor=desk.editor)
    Notification.objects.all().delete()
    DueTold.objects.all().delete()
    remind(now=due.due_at - MINUTE)
    assert told() == [desk.editor]


@pytest.mark.usefixtures("page")
def test_in_office_hours_the_head_is_told(desk: Board, head: User) -> None:
    on_duty(desk, desk.editor, at(31, 8, 0), 24)
    DayOverride.objects.create(day=at(31, 8, 0).date(), is_working=True, decision="QĐ")
    assert remind(now=at(31, 8, 9)) == 1
    assert everybody() == [(PASSED, head)]


@pytest.mark.usefixtures("page")
def test_at_night_whoever_is_on_duty_is_told(desk: Board, head: User) -> None:
    on_duty(desk, desk.editor, at(30, 8, 6), 12)
    on_duty(desk, desk.publisher, at(30, 8, 18), 12)
    assert remind(now=at(30, 8, 22)) == 1
    assert everybody() == [(PASSED, desk.publisher)]
    assert not Notification.objects.filter(person=head).exists()


@pytest.mark.usefixtures("page")
def test_on_a_holiday_whoever_is_on_duty_is_told_in_the_middle_of_the_day(
    desk: Board, head: User
) -> None:
    on_duty(desk, desk.editor, at(2, 9, 7), 12)
    assert remind(now=at(2, 9, 9)) == 1  # Quốc khánh, a Wednesday
    assert everybody() == [(PASSED, desk.editor)]


@pytest.mark.usefixtures("page")
def test_with_nobody_on_duty_the_head_is_told_at_night(desk: Board, head: User) -> None:
    on_duty(desk, desk.editor, at(30, 8, 6), 12)
    assert remind(now=at(30, 8, 18)) == 1  # the shift has just ended
    assert everybody() == [(PASSED, head)]


def test_a_unit_without_a_roster_turns_to_the_one_above(
    desk: Board, page: Page
) -> None:
    province = UnitFactory.create(kind=UnitKind.PROVINCE)
    Unit.objects.filter(pk=desk.living.unit.pk).update(parent=province)
    office = person_of(province, Capability.STANDING_OFFICE)
    begins = at(30, 8, 18)
    add_shift(unit=province, person=office, begins=begins, ends=begins + 12 * HOUR)
    remind(now=at(30, 8, 22))
    assert everybody() == [(PASSED, office)]


HOUR = timedelta(hours=1)


@pytest.mark.usefixtures("page")
def test_who_may_not_know_of_a_secret_is_not_told_of_it(
    desk: Board, head: User
) -> None:
    EditorialRecord.objects.update(embargo_until=at(30, 12, 0))
    on_duty(desk, desk.editor, at(30, 8, 18), 12)
    assert remind(now=at(30, 8, 22)) == 1
    assert everybody() == [(PASSED, head)]


def test_the_unit_names_its_standing_office(desk: Board, page: Page) -> None:
    person_of(desk.living.unit, Capability.HEAD_OF_UNIT)
    office = person_of(desk.living.unit, Capability.STANDING_OFFICE)
    set_reminders(unit=desk.living.unit, offsets=["3h"], superior="office")
    assert remind(now=at(30, 8, 12)) == 1
    remind(now=at(3, 9, 9))
    assert everybody() == [(NEAR, desk.writer), (PASSED, office)]


@pytest.mark.usefixtures("page")
def test_what_is_decided_above_counts_below_until_the_unit_decides(
    desk: Board,
) -> None:
    province = UnitFactory.create(kind=UnitKind.PROVINCE)
    Unit.objects.filter(pk=desk.living.unit.pk).update(parent=province)
    set_reminders(unit=province, offsets=["5h"], superior="head")
    assert remind(now=at(30, 8, 9, 59)) == 0
    set_reminders(unit=desk.living.unit, offsets=["6h"], superior="head")
    assert remind(now=at(30, 8, 9, 59)) == 1
    withdraw_reminders(unit=desk.living.unit)
    assert remind(now=at(30, 8, 10)) == 1


@pytest.mark.usefixtures("page")
def test_without_anybody_to_tell_it_is_tried_again(desk: Board) -> None:
    assert remind(now=at(30, 8, 16)) == 0
    assert not DueTold.objects.filter(offset="over").exists()
    head = person_of(desk.living.unit, Capability.HEAD_OF_UNIT)
    assert remind(now=at(30, 8, 16, 1)) == 1
    assert remind(now=at(30, 8, 16, 2)) == 0
    assert told(PASSED) == [head]


@pytest.mark.usefixtures("head")
def test_lists_say_that_it_was_reported(desk: Board, page: Page) -> None:
    record, night = record_of(page), at(30, 8, 18)
    [before] = dues_of(record)
    assert time_left(before, night).is_reported is False
    remind(now=at(30, 8, 16))
    [after] = dues_of(record)
    assert time_left(after, night).is_reported is True
    Due.objects.update(due_at=at(30, 8, 17))  # moved: nobody was told of that one
    [moved] = dues_of(record)
    assert time_left(moved, night).is_reported is False


def test_how_late_is_told_in_office_hours(desk: Board, event: Any) -> None:
    office_rule_of(desk.living.unit)
    page = desk.draft(event=event)
    [told_of] = dues_of(record_of(page))
    with translation.override("vi"):
        late = time_left(told_of, at(4, 9, 14, 30)).words
        long_late = time_left(told_of, at(30, 9, 14, 30)).words
    assert late == "Đã quá hạn 2 giờ 30 phút hành chính"
    assert long_late.startswith("Quá hạn 26 ngày")


def test_units_that_are_over_are_not_reminded(desk: Board, page: Page) -> None:
    portal = desk.living.portal
    type(portal).objects.filter(pk=portal.pk).update(status=PortalStatus.FROZEN)
    assert remind(now=at(29, 8, 15)) == 0
    assert told() == []


def test_more_dues_that_were_told_cost_no_more_statements(
    desk: Board, event: Any
) -> None:
    rule_of(desk.living.unit)

    def cost() -> int:
        remind(now=at(29, 8, 15))
        with CaptureQueriesContext(connection) as queries:
            assert remind(now=at(29, 8, 16)) == 0
        return len(queries)

    desk.draft(event=event)
    one = cost()
    for _ in range(4):
        desk.draft(event=event)
    assert cost() == one <= 8


def test_a_day_off_moves_the_reminders(desk: Board, event: Any) -> None:
    office_rule_of(desk.living.unit)
    page = desk.draft(event=event)
    day = DayOverride(day=at(3, 9, 0).date(), is_working=False, decision="Bão")
    decide_day(override=day)
    assert due_of(page).due_at == at(7, 9, 10)
    assert remind(now=at(4, 9, 8)) == 0
    assert remind(now=at(7, 9, 8)) == 1
