"""Whatever changes after submission makes approvals void."""

import pytest
from wagtail.models import Page, TaskState

from cms.moderation.models import Authorship, Case, CaseState, Decision, Notice
from cms.moderation.services import decide, release_due, return_case, submit_item
from cms.news.models import NewsPage
from tests.factories.moderation import (
    EDITED,
    TWO_STEPS,
    Board,
    approve_all,
    deeds_of,
    released_item,
    route_of,
)

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
