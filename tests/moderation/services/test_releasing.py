"""Approved items go out at their moment, exactly as approved, or not at all."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, Revision, WorkflowState

from cms.evidence.models import Entry
from cms.moderation.models import (
    Authorship,
    Bundle,
    Case,
    CaseState,
    Decision,
    Notice,
)
from cms.moderation.refusals import RefusedError
from cms.moderation.services import (
    decide,
    recall,
    release_due,
    releasing,
    submit_item,
)
from cms.news.models import NewsPage
from media_library.models import Image
from sites.models import Capability
from tests.factories.media import ImageFactory
from tests.factories.moderation import (
    APPROVED,
    EDITED,
    Board,
    approve_all,
    deeds_of,
    released_item,
)
from tests.factories.people import person_of

pytestmark = pytest.mark.django_db
LATER = timedelta(seconds=30)


def is_live(page: Page) -> bool:
    return bool(Page.objects.get(pk=page.pk).live)


def test_not_before_its_moment(desk: Board, page: NewsPage, case: Case) -> None:
    approve_all(case, desk)
    assert case.release_at is not None
    assert release_due(now=case.release_at - timedelta(milliseconds=1)) == []
    assert not is_live(page)
    assert release_due(now=case.release_at) == [case]
    assert is_live(page)
    assert release_due(now=case.release_at) == []


def test_exactly_what_was_approved(desk: Board, page: NewsPage, case: Case) -> None:
    approve_all(case, desk)
    release_due(now=timezone.now() + LATER)
    page.refresh_from_db()
    case.refresh_from_db()
    assert case.state == CaseState.RELEASED
    assert page.live_revision_id == case.revision_id
    assert not page.has_unpublished_changes
    entry = Entry.objects.get(deed="released")
    assert (entry.content_hash, entry.actor, entry.revision_id) == (
        case.content_hash,
        desk.publisher,
        case.revision_id,
    )
    assert entry.facts["address"] == f"/-/{case.record.code}/"
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_APPROVED
    assert not Authorship.objects.filter(is_spent=False).exists()
    told = Notice.objects.filter(kind="released").values_list("person", flat=True)
    assert set(told) == {desk.writer.pk, desk.editor.pk}


def test_a_revision_overwritten_in_place_is_not_released(
    desk: Board, page: NewsPage, case: Case
) -> None:
    approve_all(case, desk)
    Revision.objects.filter(pk=case.revision_id).update(
        content={**page.get_latest_revision().content, "title": "Đổi lén"}
    )
    assert release_due(now=timezone.now() + LATER) == []
    assert not is_live(page)
    case.refresh_from_db()
    assert (case.state, case.position, case.round) == (CaseState.RUNNING, 1, 2)
    assert deeds_of(page)[-1] == "voided"


def test_a_picture_replaced_under_it_stops_it(desk: Board) -> None:
    shelf = desk.living.portal.collection
    image: Any = ImageFactory.create(collection=shelf, credit="Ảnh: Trúc Quân")
    page = desk.draft(lead_image=image)
    case = approve_all(submit_item(page=page, actor=desk.writer), desk)
    Image.objects.filter(pk=image.pk).update(sha256="0" * 64)
    assert release_due(now=timezone.now() + LATER) == []
    assert not is_live(page)
    case.refresh_from_db()
    assert (case.state, case.round) == (CaseState.RUNNING, 2)


def test_an_approval_that_is_missing_stops_it(
    desk: Board, page: NewsPage, case: Case
) -> None:
    approve_all(case, desk)
    Decision.objects.filter(position=1).update(is_void=True)
    assert release_due(now=timezone.now() + LATER) == []
    assert not is_live(page)
    case.refresh_from_db()
    assert (case.state, case.position, case.round) == (CaseState.RUNNING, 1, 2)


def test_recalled_in_time(desk: Board, page: NewsPage, case: Case) -> None:
    approve_all(case, desk)
    recall(case=case, actor=desk.publisher)
    assert release_due(now=timezone.now() + LATER) == []
    assert not is_live(page)
    case.refresh_from_db()
    assert (case.state, case.position, case.release_at) == ("running", 2, None)
    assert deeds_of(page)[-1] == "recalled"
    decide(case=case, actor=desk.publisher, word=APPROVED)
    assert release_due(now=timezone.now() + LATER) == [case]


def test_recalled_too_late(desk: Board) -> None:
    page = released_item(desk)
    case = Case.objects.get()
    with pytest.raises(RefusedError):
        recall(case=case, actor=desk.publisher)
    assert is_live(page)
    assert deeds_of(page)[-1] == "released"


def test_recalled_only_by_who_had_it_in_hand(
    desk: Board, case: Case, page: NewsPage
) -> None:
    approve_all(case, desk)
    stranger = person_of(desk.living.unit, Capability.UNIT_ADMIN)
    with pytest.raises(RefusedError):
        recall(case=case, actor=stranger)
    case.refresh_from_db()
    assert case.state == CaseState.APPROVED
    recall(case=case, actor=desk.writer)
    case.refresh_from_db()
    assert case.state == CaseState.RUNNING


@override_settings(RELEASE_RECALL_SECONDS=0)
def test_without_a_time_to_recall_it_is_due_at_once(desk: Board, case: Case) -> None:
    decide(case=case, actor=desk.editor, word=EDITED)
    decide(case=case, actor=desk.publisher, word=APPROVED)
    assert release_due() == [case]


@pytest.mark.service_postgres
def test_one_that_somebody_else_releases_is_passed_over(
    desk: Board, case: Case, page: NewsPage
) -> None:
    approve_all(case, desk)
    assert case.release_at is not None
    early = case.release_at - timedelta(milliseconds=1)
    assert releasing._release_one(case.pk, early) == []
    assert not is_live(page)
    with CaptureQueriesContext(connection) as asked:
        assert releasing._release_one(case.pk, case.release_at) == [case]
    assert "SKIP LOCKED" in asked[1]["sql"]
    assert releasing._release_one(case.pk, case.release_at) == []
    assert deeds_of(page).count("released") == 1


def test_an_empty_bundle_and_a_released_one_let_nothing_out(
    desk: Board, case: Case, page: NewsPage
) -> None:
    told: dict[str, Any] = {"portal": desk.living.portal, "made_by": desk.editor}
    empty, gone = (Bundle.objects.create(name=name, **told) for name in ("Một", "Hai"))
    Bundle.objects.filter(pk=gone.pk).update(released_at=timezone.now())
    approve_all(case, desk)
    Case.objects.filter(pk=case.pk).update(bundle=gone)
    assert release_due(now=timezone.now() + LATER) == []
    assert releasing._release_bundle(gone, timezone.now() + LATER) == []
    assert not is_live(page)
    empty.refresh_from_db()
    assert empty.released_at is None


def test_put_off_is_what_was_due(desk: Board, case: Case) -> None:
    approve_all(case, desk)
    moment = case.release_at
    assert moment is not None
    later = submit_item(page=desk.draft(title="Đua ghe"), actor=desk.writer)
    Case.objects.filter(pk=later.pk).update(release_at=moment + LATER)
    releasing._put_off(Case.objects.all(), moment, OSError("đĩa đầy"))
    hours = Case.objects.values_list("pk", "release_at", "retry_at")
    assert set(hours) == {
        (case.pk, moment, moment + timedelta(minutes=1)),
        (later.pk, moment + LATER, None),
    }


def test_who_had_it_in_hand_learns_once_that_it_failed(
    desk: Board, case: Case, page: NewsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    approve_all(case, desk)
    hour = case.release_at
    assert hour is not None
    publish = releasing.publish

    def failing(**facts: Any) -> None:
        publish(**facts)
        raise OSError("đĩa đầy")

    with monkeypatch.context() as patch:
        patch.setattr(releasing, "publish", failing)
        assert release_due(now=hour) == []
        assert release_due(now=hour + timedelta(minutes=1)) == []
    assert not is_live(page)
    told = Notice.objects.filter(kind="stuck").values_list("person", "remark")
    people = {desk.writer.pk, desk.editor.pk, desk.publisher.pk}
    assert sorted(told) == [(key, "") for key in sorted(people)]
    case.refresh_from_db()
    assert (case.state, case.release_at) == (CaseState.APPROVED, hour)
    assert release_due(now=hour + timedelta(minutes=2)) == [case]
    assert is_live(page)


def test_what_changed_is_not_released(desk: Board, case: Case, page: NewsPage) -> None:
    approve_all(case, desk)
    record = case.record
    record.is_sensitive = True
    record.save()
    assert releasing.release(case=case) is False
    Case.objects.filter(pk=case.pk).update(
        page=None, state=CaseState.APPROVED, release_at=timezone.now()
    )
    case = Case.objects.with_facts().get()
    with pytest.raises(RefusedError):
        recall(case=case, actor=desk.writer)
    assert releasing.release(case=case) is False
    case.refresh_from_db()
    assert case.state == CaseState.OVERTAKEN
    assert not is_live(page)
