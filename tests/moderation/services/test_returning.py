"""Sending an item back to any earlier step, and telling everybody who had it."""

import pytest
from wagtail.models import TaskState, WorkflowState

from cms.evidence.models import Entry
from cms.moderation.models import Case, CaseState, Decision, Notice, RouteTask
from cms.moderation.refusals import MissingError, NotYourTurnError, RefusedError
from cms.moderation.selectors import cases_awaiting
from cms.moderation.services import decide, reassign, return_case, submit_item
from cms.news.models import NewsPage
from tests.factories.moderation import EDITED, Board, approve_all, deeds_of

pytestmark = pytest.mark.django_db


def test_to_its_author_who_mends_it_and_submits_it_again(
    desk: Board, page: NewsPage, case: Case
) -> None:
    decide(case=case, actor=desk.editor, word=EDITED)
    return_case(
        case=case, actor=desk.publisher, remark="  Ảnh 1 mờ ", reasons=["pictures"]
    )
    case.refresh_from_db()
    assert (case.state, case.position) == (CaseState.RETURNED, 0)
    told = Notice.objects.filter(kind="returned")
    assert {(notice.person, notice.remark) for notice in told} == {
        (desk.writer, "Ảnh 1 mờ"),
        (desk.editor, "Ảnh 1 mờ"),
    }
    entry = Entry.objects.get(deed="returned")
    assert (entry.remark, entry.facts["to_position"]) == ("Ảnh 1 mờ", 0)
    assert len(entry.facts["reasons"]) == 1
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_NEEDS_CHANGES
    assert NewsPage.objects.get(pk=page.pk).get_lock() is None
    page.save_revision(user=desk.writer)
    again = submit_item(page=page, actor=desk.writer)
    assert (again.pk, again.round, again.position) == (case.pk, 2, 1)
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS
    assert not Decision.objects.filter(round=2).exists()
    approve_all(again, desk)
    assert again.state == CaseState.APPROVED
    assert deeds_of(page) == [
        *("submitted", "approved", "returned", "submitted", "approved", "approved"),
    ]


def test_to_an_earlier_step(desk: Board, page: NewsPage, case: Case) -> None:
    decide(case=case, actor=desk.editor, word=EDITED)
    return_case(case=case, actor=desk.publisher, remark="Xem lại", to_position=1)
    case.refresh_from_db()
    assert (case.state, case.position, case.round) == (CaseState.RUNNING, 1, 1)
    assert not Decision.objects.filter(is_void=False).exists()
    assert list(cases_awaiting(desk.editor)) == [case]
    running = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    task = RouteTask.objects.get(pk=running.task_id)
    assert task.step.position == 1
    assert WorkflowState.objects.get().current_task_state == running
    approve_all(case, desk)
    assert case.state == CaseState.APPROVED


@pytest.mark.parametrize("remark", ["", "  \n"])
def test_without_a_remark_nobody_knows_what_to_mend(
    desk: Board, case: Case, remark: str
) -> None:
    with pytest.raises(MissingError):
        return_case(case=case, actor=desk.editor, remark=remark)
    case.refresh_from_db()
    assert (case.state, case.position) == (CaseState.RUNNING, 1)


@pytest.mark.parametrize("position", [-1, 1, 2])
def test_only_to_an_earlier_step(desk: Board, case: Case, position: int) -> None:
    with pytest.raises(RefusedError):
        return_case(case=case, actor=desk.editor, remark="x", to_position=position)
    case.refresh_from_db()
    assert (case.state, case.position) == (CaseState.RUNNING, 1)


def test_only_by_who_is_asked(desk: Board, page: NewsPage, case: Case) -> None:
    for person in (desk.publisher, desk.writer):
        with pytest.raises(NotYourTurnError):
            return_case(case=case, actor=person, remark="x")
    assert deeds_of(page) == ["submitted"]
    assert not Notice.objects.filter(kind="returned").exists()


def test_not_what_is_over(desk: Board, case: Case) -> None:
    approve_all(case, desk)
    with pytest.raises(RefusedError):
        return_case(case=case, actor=desk.publisher, remark="x")
    case.refresh_from_db()
    assert case.state == CaseState.APPROVED


def test_returned_it_is_nobodys_any_more(desk: Board, case: Case) -> None:
    reassign(case=case, actor=desk.editor, person=desk.editor)
    return_case(case=case, actor=desk.editor, remark="Sửa")
    case.refresh_from_db()
    assert (case.claimed_by, case.assigned_to) == (None, None)


def test_wagtail_s_history_says_who_sent_it_back(desk: Board, case: Case) -> None:
    decide(case=case, actor=desk.editor, word=EDITED)
    return_case(case=case, actor=desk.publisher, remark="Xem lại", to_position=1)
    states = TaskState.objects.order_by("pk")
    assert [(state.status, state.finished_by, state.comment) for state in states] == [
        ("approved", desk.editor, ""),
        ("rejected", desk.publisher, "Xem lại"),
        ("in_progress", None, ""),
    ]


def test_a_page_that_is_gone_is_returned_to_nobody(desk: Board, case: Case) -> None:
    Case.objects.update(page=None)
    with pytest.raises(RefusedError) as refusal:
        return_case(case=case, actor=desk.editor, remark="Sửa")
    assert len(refusal.value.faults) == 1
    assert Case.objects.get().state == CaseState.RUNNING
