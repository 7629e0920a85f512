<<<<<<< HEAD
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
=======
"""A change makes consents void."""

import pytest
from django.utils import timezone

from cms.moderation.models import CaseState, Decision
from cms.moderation.refusals import (
    ChangedError,
    NotYourTurnError,
)
from cms.moderation.selectors import cases_awaiting
from cms.moderation.services import (
    decide,
    recheck,
    release_due,
    submit_item,
)
from tests.factories.moderation import Board, record_of
from tests.moderation.conftest import APPROVED, EDITED
from tests.moderation.looking import LATER, approved, entries
>>>>>>> help7-G

pytestmark = pytest.mark.django_db


<<<<<<< HEAD
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
=======
def test_a_change_by_autosave_in_place_voids_and_says_who(desk: Board) -> None:
    page = desk.draft()
    case = submit_item(page=page, actor=desk.writer)
    decide(case=case, actor=desk.editor, word=EDITED)
    before = case.content_hash
    newest = page.get_latest_revision()
    page.title = "Hội làng hoãn lại"
    page.save_revision(user=desk.writer, overwrite_revision=newest)
    case.refresh_from_db()
    assert (case.round, case.position) == (2, 1)
    assert case.revision_id == newest.pk
    assert case.content_hash != before
    entry = entries(page)[-1]
    assert (entry.deed, entry.actor) == ("voided", desk.writer)
    assert entry.actor_unit == desk.living.unit.name
    assert entry.facts["before"] == before
    assert recheck(case=case)
    assert cases_awaiting(desk.editor).get() == case


def test_an_older_revision_saved_again_voids_nothing(desk: Board) -> None:
    page = desk.draft()
    older = page.get_latest_revision()
    page.save_revision(user=desk.writer)
    case = submit_item(page=page, actor=desk.writer)
    older.save()
    case.refresh_from_db()
    assert case.round == 1


def test_a_revision_of_an_older_content_is_not_approved(desk: Board) -> None:
    page = desk.draft()
    case = submit_item(page=page, actor=desk.writer)
    type(page).objects.filter(pk=page.pk).update(draft_title="x")
    record = record_of(page)
    record.tier, record.tier_reason = "commune", "Hay"
    record.save()
    assert not recheck(case=case)
    with pytest.raises(NotYourTurnError):
        decide(case=case, actor=desk.publisher, word=APPROVED)
    record.is_sensitive = True
    record.save()
    with pytest.raises(ChangedError):
        decide(case=case, actor=desk.publisher, word=APPROVED)
    case.refresh_from_db()
    assert case.round == 3


def test_a_page_that_is_deleted_ends_its_case(desk: Board) -> None:
    page = desk.draft()
    case = approved(desk, page)
    page.delete()
    case.refresh_from_db()
    assert case.state == CaseState.OVERTAKEN
    assert case.release_at is None
    assert not Decision.objects.filter(is_void=False).exists()
    assert release_due(now=timezone.now() + LATER) == []
    assert recheck(case=case)
>>>>>>> help7-G
