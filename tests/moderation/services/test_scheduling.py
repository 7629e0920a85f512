"""The hour of publication: who sets it, what it waits for, what is told when it fails."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.evidence.models import Entry
from cms.moderation.models import Alarm, Case, CaseState, Notice
from cms.moderation.refusals import RefusedError
from cms.moderation.services import (
    alarm_unready,
    decide,
    make_bundle,
    release_due,
    return_case,
    schedule,
    submit_item,
    withdraw,
)
from cms.news.models import NewsPage
from cms.routes.models import Destination
from cms.users.models import User
from sites.models import Capability
from tests.factories.moderation import APPROVED, EDITED, Board, approve_all, deeds_of
from tests.factories.people import person_of

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
INSTANT = timedelta(milliseconds=1)


def told(kind: str) -> list[int]:
    found = Notice.objects.filter(kind=kind).values_list("person", flat=True)
    return sorted(found)


def test_what_is_approved_waits_for_its_hour(
    desk: Board, case: Case, page: NewsPage
) -> None:
    at = timezone.now() + timedelta(days=1)
    schedule(case=case, actor=desk.editor, at=at)
    approve_all(case, desk)
    assert case.release_at == at
    assert release_due(now=at - INSTANT) == []
    assert release_due(now=at) == [case]
    page.refresh_from_db()
    assert page.live
    # Nothing of the schedule is left on the page, to be in the way of the next change.
    assert (page.go_live_at, page.expire_at, page.approved_schedule) == (
        None,
        None,
        False,
    )
    page.save_revision(user=desk.writer)
    again = submit_item(page=page, actor=desk.writer)
    assert (again.pk == case.pk, again.scheduled_for) == (False, None)


def test_its_hour_is_written_down(desk: Board, case: Case, page: NewsPage) -> None:
    at = timezone.now() + timedelta(days=1)
    schedule(case=case, actor=desk.editor, at=at)
    entry = Entry.objects.get(deed="scheduled")
    assert (entry.actor, entry.facts["hour"]) == (desk.editor, at.isoformat())
    assert entry.remark == f"{timezone.localtime(at):%H:%M %d/%m/%Y}"
    schedule(case=case, actor=desk.editor, at=at)  # the same once more says nothing new
    assert deeds_of(page) == ["submitted", "scheduled"]
    schedule(case=case, actor=desk.editor, at=None)
    assert Entry.objects.filter(deed="scheduled").last().facts["hour"] == ""  # type: ignore[union-attr]
    case.refresh_from_db()
    assert case.scheduled_for is None


def test_moved_and_taken_away_after_the_last_approval(desk: Board, case: Case) -> None:
    approve_all(case, desk)
    at = timezone.now() + timedelta(days=2)
    moved = schedule(case=case, actor=desk.publisher, at=at)
    assert (moved.release_at, moved.scheduled_for) == (at, at)
    freed = schedule(case=case, actor=desk.publisher, at=None)
    assert freed.release_at is not None
    assert freed.release_at < timezone.now() + timedelta(minutes=1)


def test_approvals_stand_when_the_hour_moves(desk: Board, case: Case) -> None:
    decide(case=case, actor=desk.editor, word=EDITED)
    schedule(case=case, actor=desk.publisher, at=timezone.now() + HOUR)
    case.refresh_from_db()
    assert (case.state, case.position, case.round) == (CaseState.RUNNING, 2, 1)
    decide(case=case, actor=desk.publisher, word=APPROVED)
    case.refresh_from_db()
    assert case.state == CaseState.APPROVED


def refused(case: Case, actor: User, at: object) -> list[str]:
    before = Case.objects.values().get(pk=case.pk)
    with pytest.raises(RefusedError) as caught:
        schedule(case=case, actor=actor, at=at)  # type: ignore[arg-type]
    assert Case.objects.values().get(pk=case.pk) == before
    assert not Entry.objects.filter(deed="scheduled").exists()
    return caught.value.faults


def test_an_hour_that_is_over_or_too_far(desk: Board, case: Case) -> None:
    past = timezone.now() - timedelta(seconds=1)
    assert refused(case, desk.writer, past) == [
        "Giờ đăng phải sau thời điểm hiện tại.",
    ]
    far = timezone.now() + timedelta(days=367)
    assert refused(case, desk.writer, far) == [
        "Giờ đăng phải trong vòng một năm kể từ hôm nay.",
    ]


def test_not_before_the_end_of_an_embargo(desk: Board, case: Case) -> None:
    until = timezone.now() + timedelta(days=3)
    record = case.record
    record.embargo_until = until
    record.save()
    [fault] = refused(case, desk.writer, until - HOUR)
    assert f"{timezone.localtime(until):%H:%M %d/%m/%Y}" in fault
    schedule(case=case, actor=desk.writer, at=until)
    case.refresh_from_db()
    assert case.scheduled_for == until


def test_by_nobody_who_is_not_asked(desk: Board, case: Case) -> None:
    at = timezone.now() + HOUR
    words = ["Chỉ người trình hoặc người đang xử lý tin mới hẹn được giờ đăng."]
    stranger = person_of(desk.living.unit, Capability.UNIT_ADMIN)
    assert refused(case, stranger, at) == words
    assert refused(case, desk.publisher, at) == words  # not yet at their step
    approve_all(case, desk)
    assert refused(case, stranger, at) == words
    schedule(case=case, actor=desk.editor, at=at)
    schedule(case=case, actor=desk.writer, at=None)


def test_a_bundle_has_its_own_hour(desk: Board, case: Case) -> None:
    other = submit_item(page=desk.draft(title="Đua ghe"), actor=desk.writer)
    make_bundle(
        portal=desk.living.portal,
        name="Lễ hội",
        cases=[case, other],
        made_by=desk.editor,
    )
    [fault] = refused(case, desk.writer, timezone.now() + HOUR)
    assert "Lễ hội" in fault


def test_neither_a_channel_nor_what_is_over(desk: Board, case: Case) -> None:
    words = ["Chỉ tin đang trên đường lên Cổng mới có giờ đăng."]
    at = timezone.now() + HOUR
    Case.objects.filter(pk=case.pk).update(destination=Destination.FANPAGE)
    assert refused(case, desk.writer, at) == words
    Case.objects.filter(pk=case.pk).update(destination=Destination.PORTAL)
    withdraw(case=case, actor=desk.writer)
    assert refused(case, desk.writer, at) == words


def test_what_is_not_approved_waits_and_is_told_twice(
    desk: Board, case: Case, page: NewsPage
) -> None:
    at = timezone.now() + timedelta(days=1)
    schedule(case=case, actor=desk.writer, at=at)
    assert alarm_unready(now=at - HOUR - INSTANT) == 0
    assert alarm_unready(now=at - HOUR) == 1
    assert told("soon") == sorted([desk.writer.pk, desk.editor.pk])
    assert alarm_unready(now=at - INSTANT) == 0
    assert alarm_unready(now=at) == 1
    assert alarm_unready(now=at + HOUR) == 0
    assert told("missed") == sorted([desk.writer.pk, desk.editor.pk])
    assert release_due(now=at + HOUR) == []
    page.refresh_from_db()
    assert not page.live
    case.refresh_from_db()
    assert (case.state, case.scheduled_for, case.alarm) == ("running", at, Alarm.MISSED)


def test_a_returned_item_is_told_of_as_well(desk: Board, case: Case) -> None:
    at = timezone.now() + timedelta(days=1)
    schedule(case=case, actor=desk.writer, at=at)
    return_case(case=case, actor=desk.editor, remark="Thiếu nguồn ảnh")
    assert alarm_unready(now=at) == 1
    assert told("missed") == sorted([desk.writer.pk])
    assert told("soon") == []


def test_approved_too_late_it_goes_out_at_once(desk: Board, case: Case) -> None:
    at = timezone.now() + timedelta(days=1)
    schedule(case=case, actor=desk.writer, at=at)
    Case.objects.update(scheduled_for=timezone.now() - HOUR)
    approve_all(case, desk)
    assert case.release_at is not None
    assert release_due(now=case.release_at) == [case]


def test_nothing_is_told_of_what_is_approved(desk: Board, case: Case) -> None:
    at = timezone.now() + timedelta(days=1)
    schedule(case=case, actor=desk.writer, at=at)
    approve_all(case, desk)
    assert alarm_unready(now=at) == 0
    assert (told("soon"), told("missed")) == ([], [])


def test_a_new_hour_is_watched_anew(desk: Board, case: Case) -> None:
    at = timezone.now() + timedelta(days=1)
    schedule(case=case, actor=desk.writer, at=at)
    alarm_unready(now=at)
    schedule(case=case, actor=desk.writer, at=at + HOUR)
    case.refresh_from_db()
    assert case.alarm == Alarm.NONE
    assert alarm_unready(now=at + HOUR) == 1


def test_items_of_a_bundle_are_told_of_by_its_hour(desk: Board, case: Case) -> None:
    other = submit_item(page=desk.draft(title="Đua ghe"), actor=desk.writer)
    at = timezone.now() + timedelta(days=1)
    make_bundle(
        portal=desk.living.portal,
        name="Lễ hội",
        cases=[case, other],
        made_by=desk.editor,
        release_at=at,
    )
    approve_all(other, desk)
    assert alarm_unready(now=at) == 1
    assert set(Notice.objects.filter(kind="missed").values_list("case", flat=True)) == {
        case.pk
    }
