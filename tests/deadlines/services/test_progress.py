"""Items reach what they were to reach: in time, late, or as announcements."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.core.models import Event
from cms.deadlines.models import Due
from cms.moderation.services import (
    recall,
    release_due,
    return_case,
    submit_item,
    withdraw,
)
from cms.provisioning.composition import release
from tests.deadlines.conftest import event_of
from tests.factories.deadlines import board_rule_of, due_of, rule_of
from tests.factories.moderation import Board, approve_all, released_item, route_of

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def ended(desk: Board, ago: timedelta) -> Event:
    now = timezone.now()
    return event_of(desk, starts_at=now - ago - HOUR, ends_at=now - ago)


@pytest.mark.parametrize(("days", "is_late"), [(1, False), (3, True)])
def test_the_first_submission_stops_the_clock_for_good(
    desk: Board, days: int, *, is_late: bool
) -> None:
    rule_of(desk.living.unit)
    page = desk.draft(event=ended(desk, timedelta(days=days)))
    before = timezone.now()
    case = submit_item(page=page, actor=desk.writer)
    due = due_of(page)
    assert due.is_late is is_late
    assert due.stopped_at is not None
    assert before <= due.stopped_at <= timezone.now()
    return_case(case=case, actor=desk.editor, remark="Xem lại số liệu")
    submit_item(page=page, actor=desk.writer)
    assert due_of(page).stopped_at == due.stopped_at
    assert set(Due.objects.late()) == ({due} if is_late else set())


def test_the_boards_own_time_runs_from_each_submission_to_its_answer(
    desk: Board,
) -> None:
    board = board_rule_of(desk.living.unit)
    page = desk.draft()
    assert not Due.objects.exists()
    case = submit_item(page=page, actor=desk.writer)
    first = due_of(page, board)
    assert (first.turn, first.is_open) == (1, True)
    assert first.starts_at == case.submitted_at or first.starts_at > case.submitted_at
    return_case(case=case, actor=desk.editor, remark="Xem lại")
    assert due_of(page, board).stopped_at is not None
    case = submit_item(page=page, actor=desk.writer)
    second = due_of(page, board)
    assert (second.turn, second.is_open) == (2, True)
    approve_all(case, desk)
    assert due_of(page, board).stopped_at is not None
    assert not Due.objects.open().exists()


def test_whoever_withdraws_asks_the_board_nothing(desk: Board) -> None:
    board = board_rule_of(desk.living.unit)
    page = desk.draft()
    withdraw(case=submit_item(page=page, actor=desk.writer), actor=desk.writer)
    assert not due_of(page, board).is_open


def test_what_comes_before_its_event_ends_is_an_announcement(desk: Board) -> None:
    written = rule_of(desk.living.unit)
    out = rule_of(desk.living.unit, name="Đăng", stop="publication")
    board = board_rule_of(desk.living.unit)
    page = desk.draft(event=ended(desk, -HOUR))
    assert due_of(page, written).is_open
    submit_item(page=page, actor=desk.writer)
    for rule in (written, out):
        due = due_of(page, rule)
        assert due.withdrawn_at is not None
        assert (due.stopped_at, due.is_late) == (None, False)
        assert due.changes.get().cause == "before"
    assert due_of(page, board).is_open
    page.save_revision(user=desk.writer)  # and it stays one
    assert not due_of(page, written).is_open


def test_what_tells_of_today_is_no_announcement(desk: Board) -> None:
    rule_of(desk.living.unit)
    today = timezone.localdate()
    page = desk.draft(event_date=today)
    submit_item(page=page, actor=desk.writer)
    assert due_of(page).stopped_at is not None
    other = desk.draft(title="Tin mai", event_date=today + timedelta(days=1))
    submit_item(page=other, actor=desk.writer)
    assert due_of(other).withdrawn_at is not None


def test_approval_and_publication_stop_what_waits_for_them(desk: Board) -> None:
    approval = rule_of(desk.living.unit, name="Duyệt", stop="approval")
    out = rule_of(desk.living.unit, name="Đăng", stop="publication")
    page = desk.draft(event=ended(desk, HOUR))
    case = submit_item(page=page, actor=desk.writer)
    assert Due.objects.open().count() == 2
    approve_all(case, desk)
    assert not due_of(page, approval).is_open
    assert due_of(page, out).is_open
    release_due(now=timezone.now() + HOUR)
    due = due_of(page, out)
    assert due.stopped_at is not None
    assert not due.is_late


def test_a_channel_does_not_set_the_boards_time_off(desk: Board) -> None:
    board = board_rule_of(desk.living.unit)
    route_of(desk.living.portal, name="Fanpage", destination="fanpage")
    page = released_item(desk)
    assert due_of(page, board).turn == 1
    submit_item(page=page, actor=desk.writer, destination="fanpage")
    assert due_of(page, board).turn == 1
    assert not due_of(page, board).is_open


def test_what_is_imported_was_not_written_here(desk: Board) -> None:
    rule_of(desk.living.unit)
    page = desk.draft(event=ended(desk, timedelta(days=9)))
    assert due_of(page).is_open
    release(page, "nguồn")
    assert not Due.objects.exists()


def test_an_approval_that_is_recalled_stopped_nothing(desk: Board) -> None:
    board = board_rule_of(desk.living.unit)
    page = desk.draft()
    case = submit_item(page=page, actor=desk.writer)
    return_case(case=case, actor=desk.editor, remark="Xem lại")
    case = approve_all(submit_item(page=page, actor=desk.writer), desk)
    Due.objects.filter(turn=2).update(is_late=True)
    first = Due.objects.get(turn=1)
    recall(case=case, actor=desk.publisher)
    due = due_of(page, board)
    assert (due.turn, due.is_open, due.is_late, due.governs) == (2, True, False, True)
    assert Due.objects.get(turn=1).stopped_at == first.stopped_at


def test_nor_did_one_of_a_content_that_changed(desk: Board) -> None:
    board = board_rule_of(desk.living.unit)
    page = desk.draft()
    approve_all(submit_item(page=page, actor=desk.writer), desk)
    assert not due_of(page, board).is_open
    page.title = "Hội làng hoãn"
    page.save_revision(user=desk.writer)
    assert due_of(page, board).is_open
