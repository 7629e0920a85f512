"""What is done to one case, or one bundle, is not done to those beside it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cms.directives.services import mark_concern
from cms.evidence.kinds import Deed
from cms.evidence.models import Entry
from cms.moderation.models import Bundle, Case, CaseState, Notice, NoticeKind
from cms.moderation.services import (
    make_bundle,
    release_due,
    releasing,
    submit_item,
)
from cms.news.models import NewsPage
from tests.factories.moderation import Board, approve_all, deeds_of, record_of

pytestmark = pytest.mark.django_db
LATER = timedelta(minutes=1)
NOT_MASKED = "Chưa có ai xác nhận đã che mặt người và biển số xe."


def submitted(desk: Board, *titles: str) -> list[Case]:
    pages = [desk.draft(title=title) for title in titles]
    return [submit_item(page=page, actor=desk.writer) for page in pages]


def approved(desk: Board, *titles: str) -> list[Case]:
    return [approve_all(case, desk) for case in submitted(desk, *titles)]


def bind(desk: Board, name: str, cases: list[Case]) -> Bundle:
    return make_bundle(
        portal=desk.living.portal, name=name, cases=cases, made_by=desk.editor
    )


def amiss(desk: Board, case: Case) -> None:
    mark_concern(record=case.record, responsible="UBND phường", actor=desk.editor)


def held(case: Case) -> list[str]:
    """Return what the writer was told of a case that waits, oldest first."""
    notices = Notice.objects.filter(
        case=case, kind=NoticeKind.HELD, person_id=case.submitted_by_id
    )
    return list(notices.order_by("pk").values_list("remark", flat=True))


def test_one_that_is_not_due_stays_while_another_is(desk: Board) -> None:
    due, not_yet = approved(desk, "Hội làng", "Đua ghe")
    now = timezone.now() + LATER
    Case.objects.filter(pk=not_yet.pk).update(release_at=now + LATER)
    assert releasing._release_one(not_yet.pk, now) == []
    assert releasing._release_one(due.pk, now) == [due]


def test_each_bundle_goes_by_its_own_cases(desk: Board) -> None:
    whole = approved(desk, "Khai mạc", "Bế mạc")
    waiting, done = submitted(desk, "Đua ghe", "Chợ nổi")
    bind(desk, "Lễ hội", whole)
    other = bind(desk, "Sông nước", [waiting, done])
    approve_all(done, desk)
    assert release_due(now=timezone.now() + LATER) == whole
    other.refresh_from_db()
    assert other.released_at is None
    live = set(NewsPage.objects.live().values_list("pk", flat=True))
    assert live == {case.page_id for case in whole}


def test_an_unripe_bundle_is_not_completed_by_the_cases_of_another(desk: Board) -> None:
    first, second = submitted(desk, "Khai mạc", "Bế mạc")
    bind(desk, "Lễ hội", [first, second])
    bind(desk, "Sông nước", [*approved(desk, "Đua ghe"), *submitted(desk, "Chợ nổi")])
    approve_all(first, desk)
    assert release_due(now=timezone.now() + LATER) == []
    assert not NewsPage.objects.live().exists()
    assert not Entry.objects.filter(deed=Deed.VOIDED).exists()
    assert set(Case.objects.values_list("round", flat=True)) == {1}


def test_a_bundle_that_cannot_be_stored_waits_alone(
    desk: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = approved(desk, "Khai mạc", "Bế mạc")
    unripe = [*approved(desk, "Đua ghe"), *submitted(desk, "Chợ nổi")]
    bind(desk, "Lễ hội", bad)
    bind(desk, "Sông nước", unripe)
    publish = releasing.publish

    def failing(**facts: Any) -> None:
        publish(**facts)
        raise ValidationError("hỏng")

    now = timezone.now() + LATER
    hour = Case.objects.get(pk=unripe[0].pk).release_at
    with monkeypatch.context() as patch:
        patch.setattr(releasing, "publish", failing)
        assert release_due(now=now) == []
    hours = Case.objects.filter(pk__in=[case.pk for case in bad])
    assert set(hours.values_list("retry_at", flat=True)) == {now + LATER}
    later = Case.objects.get(pk=unripe[0].pk)
    assert (later.release_at, later.retry_at) == (hour, None)
    assert release_due(now=now) == []
    assert release_due(now=now + LATER) == bad


@pytest.mark.parametrize("waiting", [0, 1])
def test_people_are_told_of_each_case_and_which_one_of_a_bundle_waits(
    desk: Board, waiting: int
) -> None:
    beside = approved(desk, "Không liên quan")  # the first there is, in no bundle
    alone = approved(desk, "Đua ghe")
    pair = approved(desk, "Khai mạc", "Bế mạc")
    bind(desk, "Lễ hội", pair)
    amiss(desk, alone[0])
    amiss(desk, pair[waiting])
    now = timezone.now() + LATER
    assert release_due(now=now) == beside
    release_due(now=now + LATER)
    assert held(alone[0]) == [NOT_MASKED]
    name = ("Khai mạc", "Bế mạc")[waiting]
    assert held(pair[waiting]) == [NOT_MASKED]
    assert held(pair[1 - waiting]) == [f"“{name}”: {NOT_MASKED}"]


def test_another_reason_to_wait_is_told_too(desk: Board) -> None:
    case, *_others = approved(desk, "Đua ghe")
    Notice.objects.create(
        case=case,
        person=desk.writer,
        kind=NoticeKind.HELD,
        remark="Tin đang tạm ẩn.",
    )
    Notice.objects.create(
        case=case,
        person=desk.writer,
        kind=NoticeKind.RETURNED,
        remark=NOT_MASKED,
    )
    amiss(desk, case)
    release_due(now=timezone.now() + LATER)
    assert held(case) == ["Tin đang tạm ẩn.", NOT_MASKED]


def test_who_was_told_before_it_was_submitted_again_is_told_anew(desk: Board) -> None:
    case, *_others = approved(desk, "Đua ghe")
    amiss(desk, case)
    release_due(now=timezone.now() + LATER)
    Notice.objects.filter(kind=NoticeKind.HELD).update(
        told_at=case.submitted_at - timedelta(seconds=1)
    )
    release_due(now=timezone.now() + 3 * LATER)
    assert held(case) == [NOT_MASKED] * 2


def test_a_note_of_a_mistake_in_what_nobody_read_corrects_nothing(desk: Board) -> None:
    note = {"noted_on": timezone.localdate(), "text": "<p>Đã sửa số liệu.</p>"}
    page = desk.draft()
    page.corrections = [("correction", note)]
    page.save_revision(user=desk.writer)
    approve_all(submit_item(page=page, actor=desk.writer), desk)
    assert len(release_due(now=timezone.now() + LATER)) == 1
    assert deeds_of(page)[-1] == "released"
    assert record_of(page).page_id == page.pk
    assert Case.objects.get().state == CaseState.RELEASED
