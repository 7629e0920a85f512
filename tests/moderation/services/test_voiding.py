"""Whatever changes after submission makes approvals void."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, TaskState, WorkflowState

from cms.moderation.models import (
    Authorship,
    Case,
    CaseState,
    Decision,
    Notice,
    Waiting,
)
from cms.moderation.refusals import ChangedError
from cms.moderation.services import (
    decide,
    recheck,
    release_due,
    retire,
    return_case,
    submit_item,
    withdraw,
)
from cms.moderation.services.voiding import end_overtaken, note_revision, void
from cms.news.models import NewsPage
from tests.factories.moderation import (
    APPROVED,
    EDITED,
    TWO_STEPS,
    Board,
    approve_all,
    deeds_of,
    record_of,
    released_item,
    route_of,
)
from tests.factories.publishing import publish

pytestmark = pytest.mark.django_db


def test_a_new_revision_begins_the_route_anew(
    desk: Board, page: NewsPage, case: Case
) -> None:
    decide(case=case, actor=desk.editor, word=EDITED)
    before = case.content_hash
    page.title = "Hội làng hoãn lại"
    revision = page.save_revision(user=desk.publisher)
    case.refresh_from_db()
    assert (case.state, case.position, case.round) == (CaseState.RUNNING, 1, 2)
    assert case.revision_id == revision.pk
    assert case.content_hash != before
    assert not Decision.objects.filter(is_void=False).exists()
    assert deeds_of(page) == ["submitted", "approved", "voided"]
    running = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    assert running.revision_id == revision.pk
    told = Notice.objects.filter(kind="voided").values_list("person", flat=True)
    assert set(told) == {desk.writer.pk, desk.editor.pk}


def test_an_overwritten_revision_too(desk: Board, page: NewsPage, case: Case) -> None:
    approve_all(case, desk)
    page.title = "Sửa tại chỗ"
    page.save_revision(user=desk.writer, overwrite_revision=page.get_latest_revision())
    case.refresh_from_db()
    assert (case.state, case.position, case.round) == (CaseState.RUNNING, 1, 2)


def test_a_returned_item_is_there_to_be_written(
    desk: Board, page: NewsPage, case: Case
) -> None:
    return_case(case=case, actor=desk.editor, remark="Sửa")
    page.save_revision(user=desk.writer)
    case.refresh_from_db()
    assert (case.state, case.round) == (CaseState.RETURNED, 1)


def test_whoever_wrote_is_known_once(desk: Board, page: NewsPage) -> None:
    page.save_revision(user=desk.writer)
    page.save_revision(user=desk.editor)
    page.save_revision()
    authors = Authorship.objects.since_release(page.pk)
    assert {row.person for row in authors} == {desk.writer, desk.editor}
    assert authors.count() == 2


def test_a_clearance_is_about_what_readers_had(desk: Board) -> None:
    route_of(desk.living.portal, *TWO_STEPS, name="Fanpage", destination="fanpage")
    page = released_item(desk)
    channel = submit_item(page=page, actor=desk.writer, destination="fanpage")
    page.title = "Mới hơn"
    page.save_revision(user=desk.writer)
    channel.refresh_from_db()
    assert channel.state == CaseState.RUNNING
    again = submit_item(page=page, actor=desk.writer)
    approve_all(again, desk)
    assert again.release_at is not None
    release_due(now=again.release_at)
    channel.refresh_from_db()
    assert channel.state == CaseState.OVERTAKEN


def test_a_deleted_page_ends_its_case(desk: Board, page: NewsPage, case: Case) -> None:
    Page.objects.get(pk=page.pk).delete()
    case.refresh_from_db()
    assert (case.state, case.page_id) == (CaseState.OVERTAKEN, None)


def overtaken(case: Case) -> None:
    """Nothing is left of it but what was done."""
    case.refresh_from_db()
    assert (case.state, case.release_at) == (CaseState.OVERTAKEN, None)
    assert not Waiting.objects.exists()
    assert not Notice.objects.filter(kind="awaited").exists()
    assert not Decision.objects.filter(is_void=False).exists()
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_CANCELLED


@pytest.mark.parametrize("position", [1, 2, 3])
def test_whatever_overtakes_it_ends_it_wholly(
    desk: Board, case: Case, position: int
) -> None:
    if position > 1:
        decide(case=case, actor=desk.editor, word=EDITED)
    if position > 2:
        decide(case=case, actor=desk.publisher, word=APPROVED)
    end_overtaken(case=Case.objects.get())
    overtaken(case)


def test_without_any_content_it_ends(desk: Board, case: Case) -> None:
    approve_all(case, desk)
    void(case=case, frozen=None, by=None)
    overtaken(case)


def test_a_word_about_a_page_that_is_gone(desk: Board, case: Case) -> None:
    Case.objects.update(page=None)
    assert recheck(case=case)
    assert Case.objects.get().state == CaseState.RUNNING
    with pytest.raises(ChangedError):
        decide(case=case, actor=desk.editor, word=EDITED)
    overtaken(case)


def test_a_returned_item_may_be_changed(
    desk: Board, page: NewsPage, case: Case
) -> None:
    return_case(case=case, actor=desk.editor, remark="Sửa")
    record = record_of(page)
    record.is_sensitive = True
    record.save()
    assert recheck(case=case)
    case.refresh_from_db()
    assert (case.state, case.round) == (CaseState.RETURNED, 1)


def test_where_no_route_is_left_it_keeps_its_own(
    desk: Board, page: NewsPage, case: Case
) -> None:
    before = case.route_version
    retire(route=before.route)
    page.title = "Hội làng hoãn lại"
    page.save_revision(user=desk.writer)
    case.refresh_from_db()
    assert (case.route_version, case.round, case.position) == (before, 2, 1)


def test_what_is_over_costs_no_further_question(desk: Board, page: NewsPage) -> None:
    revision = page.get_latest_revision()
    with CaptureQueriesContext(connection) as first:
        note_revision(revision=revision)
    withdraw(case=submit_item(page=page, actor=desk.writer), actor=desk.writer)
    with CaptureQueriesContext(connection) as second:
        note_revision(revision=revision)
    assert len(second) == len(first)


def test_what_is_under_way_outlives_an_older_content_going_out(desk: Board) -> None:
    page = released_item(desk)
    live = page.live_revision
    page.title = "Mới hơn"
    page.save_revision(user=desk.writer)
    case = submit_item(page=page, actor=desk.writer)
    publish(live)
    case.refresh_from_db()
    assert (case.state, case.position) == (CaseState.RUNNING, 1)
