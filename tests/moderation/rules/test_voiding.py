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
from tests.factories.moderation import APPROVED, EDITED, Board, record_of
from tests.moderation.looking import LATER, approved, entries

pytestmark = pytest.mark.django_db


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
