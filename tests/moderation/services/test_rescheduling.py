"""A release is put to another hour by whoever had it in hand; refusals change nothing."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from cms.core.models import EditorialRecord
from cms.evidence.models import Entry
from cms.moderation.models import Bundle, Case
from cms.moderation.refusals import RefusedError
from cms.moderation.services import release_due, reschedule
from cms.news.models import NewsPage
from sites.models import Capability
from tests.factories.moderation import Board, approve_all, deeds_of
from tests.factories.people import person_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def approved(desk: Board, case: Case) -> Case:
    return approve_all(case, desk)


@pytest.fixture
def wanted() -> datetime:
    return timezone.now() + timedelta(days=2)


def test_it_goes_out_at_the_new_hour_and_the_evidence_tells(
    desk: Board, page: NewsPage, approved: Case, wanted: datetime
) -> None:
    before = approved.release_at
    assert before is not None
    reschedule(case=approved, release_at=wanted, actor=desk.publisher)
    entry = Entry.objects.get(deed="rescheduled")
    assert entry.facts["before"] == before.isoformat()
    assert entry.facts["after"] == wanted.isoformat()
    assert entry.actor == desk.publisher
    assert release_due(now=wanted - timedelta(milliseconds=1)) == []
    assert release_due(now=wanted) == [approved]
    assert deeds_of(page)[-2:] == ["rescheduled", "released"]


def refused(case: Case, on: Board, at: datetime, *, words: str) -> None:
    before = Case.objects.get(pk=case.pk).release_at
    with pytest.raises(RefusedError, match=words):
        reschedule(case=case, release_at=at, actor=on.publisher)
    assert Case.objects.get(pk=case.pk).release_at == before
    assert not Entry.objects.filter(deed="rescheduled").exists()


def test_an_hour_that_is_over_is_refused(desk: Board, approved: Case) -> None:
    refused(approved, desk, timezone.now(), words="phải sau thời điểm hiện tại")


def test_no_release_before_the_end_of_an_embargo(
    desk: Board, approved: Case, wanted: datetime
) -> None:
    until = wanted + timedelta(hours=1)
    EditorialRecord.objects.filter(pk=approved.record_id).update(embargo_until=until)
    ends = timezone.localtime(until).strftime("%H:%M %d/%m/%Y")
    refused(approved, desk, wanted, words=ends)
    reschedule(case=approved, release_at=until, actor=desk.publisher)
    assert Case.objects.get(pk=approved.pk).release_at == until


def test_what_is_bound_in_a_bundle_stays_with_it(
    desk: Board, approved: Case, wanted: datetime
) -> None:
    bundle = Bundle.objects.create(
        portal=desk.living.portal, name="Ngày hội", made_by=desk.publisher
    )
    Case.objects.filter(pk=approved.pk).update(bundle=bundle)
    refused(approved, desk, wanted, words="Ngày hội")


def test_what_is_not_approved_or_out_already_has_no_hour(
    desk: Board, case: Case, wanted: datetime
) -> None:
    refused(case, desk, wanted, words="không còn chờ đăng")
    approve_all(case, desk)
    release_due(now=timezone.now() + timedelta(minutes=1))
    refused(case, desk, wanted, words="không còn chờ đăng")


def test_only_who_had_it_in_hand(desk: Board, approved: Case, wanted: datetime) -> None:
    stranger = person_of(desk.living.unit, Capability.PUBLISHER)
    with pytest.raises(RefusedError, match="đã duyệt hoặc đã trình"):
        reschedule(case=approved, release_at=wanted, actor=stranger)
    assert Case.objects.get(pk=approved.pk).release_at == approved.release_at
    reschedule(case=approved, release_at=wanted, actor=desk.writer)
    assert Case.objects.get(pk=approved.pk).release_at == wanted
