"""Wagtail's own screens set off the same deeds as the desk's."""

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import TaskState, WorkflowState

from cms.moderation.models import Case, CaseState
from cms.moderation.services import decide
from cms.news.models import NewsPage
from tests.factories.moderation import EDITED, Board, deeds_of

pytestmark = pytest.mark.django_db


def test_submitted_by_the_workflow_of_its_route(desk: Board, page: NewsPage) -> None:
    workflow = page.get_workflow()
    state = workflow.start(page, desk.writer)
    case = Case.objects.get()
    assert case.workflow_state == state
    assert workflow.pk == case.route_version.workflow_id
    assert deeds_of(page) == ["submitted"]


def test_the_route_follows_the_record(desk: Board, page: NewsPage) -> None:
    desk.living.portal.routes.update(subject="page")
    assert page.get_workflow() is None
    assert not page.has_workflow


def test_returned_and_submitted_again(desk: Board, page: NewsPage, case: Case) -> None:
    running = page.current_workflow_task_state
    task = running.task.specific
    assert task.get_actions(page, desk.editor)[0][0] == "reject"
    assert task.get_actions(page, desk.publisher) == []
    task.on_action(running, desk.editor, "reject", comment="Thiếu nguồn")
    state = WorkflowState.objects.get()
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    state.resume(desk.writer)
    case.refresh_from_db()
    assert (case.state, case.position, case.round) == (CaseState.RUNNING, 1, 2)
    assert deeds_of(page) == ["submitted", "returned", "submitted"]
    running = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    assert WorkflowState.objects.get().current_task_state == running


def test_returned_to_an_earlier_step(desk: Board, page: NewsPage, case: Case) -> None:
    decide(case=case, actor=desk.editor, word=EDITED)
    running = page.current_workflow_task_state
    running.task.specific.on_action(
        running, desk.publisher, "reject", comment="Xem lại", to_position=1
    )
    case.refresh_from_db()
    assert (case.state, case.position) == (CaseState.RUNNING, 1)


def test_never_approved_past_the_checks(
    desk: Board, page: NewsPage, case: Case
) -> None:
    running = page.current_workflow_task_state
    for action in ("approve", "anything"):
        with pytest.raises(PermissionDenied):
            running.task.specific.on_action(running, desk.editor, action)
    with pytest.raises(PermissionDenied):
        running.task.specific.on_action(running, desk.editor, "reject", comment="")
    case.refresh_from_db()
    assert (case.state, case.position) == (CaseState.RUNNING, 1)
    assert deeds_of(page) == ["submitted"]


def test_cancelled_by_who_submitted_it(desk: Board, page: NewsPage, case: Case) -> None:
    with pytest.raises(PermissionDenied):
        WorkflowState.objects.get().cancel(user=desk.editor)
    case.refresh_from_db()
    assert case.state == CaseState.RUNNING
    assert NewsPage.objects.get(pk=page.pk).workflow_in_progress
    WorkflowState.objects.get().cancel(user=desk.writer)
    case.refresh_from_db()
    assert case.state == CaseState.WITHDRAWN


def test_what_wagtail_lists_as_reviewable(desk: Board, case: Case) -> None:
    running = TaskState.objects.get()
    assert list(TaskState.objects.reviewable_by(desk.editor)) == [running]
    assert list(TaskState.objects.reviewable_by(desk.publisher)) == []
