"""An item from its draft to its readers, and back from every step."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from cms.core.gate import NotReleasedError
from cms.evidence.models import Entry
from cms.moderation.models import Case, CaseState, Decision, Notice
from cms.moderation.refusals import (
    ChangedError,
    MissingError,
    NotYourTurnError,
    OwnWorkError,
    RefusedError,
)
from cms.moderation.selectors import cases_awaiting
from cms.moderation.services import (
    Word,
    decide,
    recall,
    release_due,
    return_case,
    submit_item,
    withdraw,
)
from cms.news.models import NewsPage
from sites.models import Capability
from tests.factories.moderation import Board, record_of
from tests.factories.people import person_of
from tests.moderation.conftest import APPROVED, EDITED

pytestmark = pytest.mark.django_db

LATER = timedelta(seconds=31)


def deeds(page: NewsPage) -> list[str]:
    chain = Entry.objects.of(record_of(page))
    return list(chain.values_list("deed", flat=True))


def test_goes_out_when_everybody_agreed_and_not_before(desk: Board) -> None:
    page = desk.draft()
    case = submit_item(page=page, actor=desk.writer)
    assert list(cases_awaiting(desk.editor)) == [case]
    assert list(cases_awaiting(desk.publisher)) == []
    decide(case=case, actor=desk.editor, word=EDITED)
    assert list(cases_awaiting(desk.publisher)) == [case]
    decide(case=case, actor=desk.publisher, word=APPROVED)
    case.refresh_from_db()
    assert case.state == CaseState.APPROVED
    assert release_due() == []
    page.refresh_from_db()
    assert not page.live
    assert release_due(now=timezone.now() + LATER) == [case]
    page.refresh_from_db()
    assert page.live
    assert page.live_revision_id == case.revision_id
    assert deeds(page) == ["submitted", "approved", "approved", "released"]
    mirror = WorkflowState.objects.get()
    assert mirror.status == WorkflowState.STATUS_APPROVED
    statuses = mirror.task_states.order_by("pk").values_list("status", flat=True)
    assert list(statuses) == [TaskState.STATUS_APPROVED] * 2


def test_nobody_publishes_past_the_desk(desk: Board) -> None:
    page = desk.draft()
    with pytest.raises(NotReleasedError):
        page.get_latest_revision().publish()
    page.refresh_from_db()
    assert not page.live


def test_nobody_approves_what_they_wrote(desk: Board) -> None:
    page = desk.draft()
    page.save_revision(user=desk.editor)
    with pytest.raises(RefusedError, match=r"(?i)step 1|bước 1"):
        submit_item(page=page, actor=desk.writer)
    assert not Case.objects.exists()


def test_an_author_who_speaks_for_a_later_step_is_refused(desk: Board) -> None:
    second = person_of(desk.living.unit, Capability.EDITOR)
    page = desk.draft()
    page.save_revision(user=desk.editor)
    case = submit_item(page=page, actor=desk.writer)
    with pytest.raises(OwnWorkError):
        decide(case=case, actor=desk.editor, word=EDITED)
    assert not Decision.objects.exists()
    assert list(cases_awaiting(desk.editor)) == []
    assert list(cases_awaiting(second)) == [case]


def test_what_is_missing_is_listed_at_once(desk: Board) -> None:
    case = submit_item(page=desk.draft(), actor=desk.writer)
    with pytest.raises(MissingError) as caught:
        decide(case=case, actor=desk.editor, word=Word())
    assert len(caught.value.faults) == 2
    assert not Decision.objects.exists()


def test_whose_turn_it_is_not_decides_nothing(desk: Board) -> None:
    case = submit_item(page=desk.draft(), actor=desk.writer)
    with pytest.raises(NotYourTurnError):
        decide(case=case, actor=desk.publisher, word=APPROVED)
    assert not Decision.objects.exists()


def test_a_change_makes_approvals_void(desk: Board) -> None:
    page = desk.draft()
    case = submit_item(page=page, actor=desk.writer)
    decide(case=case, actor=desk.editor, word=EDITED)
    page.title = "Hội làng Đại Mỗ hoãn lại"
    page.save_revision(user=desk.writer)
    case.refresh_from_db()
    assert (case.position, case.round) == (1, 2)
    with pytest.raises(NotYourTurnError):
        decide(case=case, actor=desk.publisher, word=APPROVED)


def test_desk_data_changed_is_seen_at_the_next_decision(desk: Board) -> None:
    page = desk.draft()
    case = submit_item(page=page, actor=desk.writer)
    record = record_of(page)
    record.is_sensitive = True
    record.save()
    with pytest.raises(ChangedError):
        decide(case=case, actor=desk.editor, word=EDITED)
    case.refresh_from_db()
    assert (case.position, case.round) == (1, 2)
    assert deeds(page)[-1] == "voided"
    decide(case=case, actor=desk.editor, word=EDITED)


def test_returned_to_its_author_and_submitted_again(desk: Board) -> None:
    page = desk.draft()
    case = submit_item(page=page, actor=desk.writer)
    decide(case=case, actor=desk.editor, word=EDITED)
    return_case(case=case, actor=desk.publisher, remark="Ảnh 1 mờ")
    case.refresh_from_db()
    assert (case.state, case.position) == (CaseState.RETURNED, 0)
    told = Notice.objects.filter(kind="returned").values_list("person", flat=True)
    assert set(told) == {desk.writer.pk, desk.editor.pk}
    assert not page.get_lock_for(desk.writer) if hasattr(page, "get_lock_for") else True
    page.title = "Hội làng Đại Mỗ"
    page.save_revision(user=desk.writer)
    again = submit_item(page=page, actor=desk.writer)
    assert again == case
    assert (again.round, again.position) == (2, 1)
    assert not Decision.objects.filter(case=case, is_void=False).exists()


def test_returned_to_an_earlier_step(desk: Board) -> None:
    page = desk.draft()
    case = submit_item(page=page, actor=desk.writer)
    decide(case=case, actor=desk.editor, word=EDITED)
    return_case(case=case, actor=desk.publisher, remark="Xem lại", to_position=1)
    case.refresh_from_db()
    assert (case.state, case.position) == (CaseState.RUNNING, 1)
    assert list(cases_awaiting(desk.editor)) == [case]
    assert page.current_workflow_task_state.task.specific.step.position == 1


def test_recalled_within_the_time(desk: Board) -> None:
    page = desk.draft()
    case = submit_item(page=page, actor=desk.writer)
    decide(case=case, actor=desk.editor, word=EDITED)
    decide(case=case, actor=desk.publisher, word=APPROVED)
    recall(case=case, actor=desk.publisher)
    assert release_due(now=timezone.now() + LATER) == []
    case.refresh_from_db()
    assert (case.state, case.position) == (CaseState.RUNNING, 2)
    page.refresh_from_db()
    assert not page.live


def test_withdrawn(desk: Board) -> None:
    page = desk.draft()
    case = submit_item(page=page, actor=desk.writer)
    withdraw(case=case, actor=desk.writer)
    assert list(cases_awaiting(desk.editor)) == []
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_CANCELLED
    with pytest.raises(NotYourTurnError):
        decide(case=case, actor=desk.editor, word=EDITED)


def test_wagtails_own_way_to_submit_and_cancel(desk: Board) -> None:
    page = desk.draft()
    workflow = page.get_workflow()
    state = workflow.start(page, desk.writer)
    case = Case.objects.get()
    assert case.workflow_state == state
    state.cancel(user=desk.writer)
    case.refresh_from_db()
    assert case.state == CaseState.WITHDRAWN


def test_wagtails_own_way_to_return_and_resume(desk: Board) -> None:
    page = desk.draft()
    case = submit_item(page=page, actor=desk.writer)
    task_state = page.current_workflow_task_state
    task_state.task.specific.on_action(
        task_state, desk.editor, "reject", comment="Thiếu nguồn"
    )
    state = WorkflowState.objects.get()
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    state.resume(desk.writer)
    case.refresh_from_db()
    assert (case.state, case.round) == (CaseState.RUNNING, 2)
    assert NewsPage.objects.get(pk=page.pk).workflow_in_progress
