"""What somebody keeps from readers neither sets out, nor gets its last word, nor is lost."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page

from cms.directives.models import Concern
from cms.directives.services import confirm_masking, mark_concern, note_asked
from cms.evidence.models import Entry
from cms.moderation.models import Case, CaseState, Decision, Notice, NoticeKind
from cms.moderation.refusals import RefusedError
from cms.moderation.services import (
    decide,
    make_bundle,
    publish_in_emergency,
    release_due,
    submit_item,
)
from cms.news.models import NewsPage
from cms.takedown.kinds import Reason
from cms.takedown.services import hide, restore
from sites.models import Capability
from tests.factories.moderation import (
    APPROVED,
    EDITED,
    Board,
    approve_all,
    deeds_of,
    record_of,
    released_item,
)
from tests.factories.people import person_of

pytestmark = pytest.mark.django_db
LATER = timedelta(minutes=1)
NOT_MASKED = "Chưa có ai xác nhận đã che mặt người và biển số xe."
HIDDEN = "Tin đang tạm ẩn. Ban biên tập phải cho hiện lại trước."


def amiss(desk: Board, page: NewsPage) -> Concern:
    return mark_concern(
        record=record_of(page), responsible="UBND phường", actor=desk.editor
    )


def settle(desk: Board, concern: Concern) -> None:
    confirm_masking(concern=concern, actor=desk.editor)
    note_asked(concern=concern, on=date(2026, 11, 20), actor=desk.editor)


def is_live(page: Page) -> bool:
    return bool(Page.objects.get(pk=page.pk).live)


def told(kind: NoticeKind = NoticeKind.HELD) -> list[Any]:
    rows = Notice.objects.filter(kind=kind).order_by("case_id", "person")
    return list(rows.values_list("person", "remark"))


def test_what_is_amiss_sets_out_only_when_all_is_done(
    desk: Board, page: NewsPage
) -> None:
    concern = amiss(desk, page)
    with pytest.raises(RefusedError) as caught:
        submit_item(page=page, actor=desk.writer)
    assert caught.value.faults == [NOT_MASKED]
    assert not Case.objects.exists()
    assert not Entry.objects.exists()
    assert not Notice.objects.exists()
    settle(desk, concern)
    assert submit_item(page=page, actor=desk.writer).state == CaseState.RUNNING


def test_a_hidden_item_does_not_set_out(desk: Board) -> None:
    page = released_item(desk)
    hidden = hide(
        record=record_of(page), actor=desk.publisher, reason=Reason.WRONG, words="Sai."
    )
    page = NewsPage.objects.get(pk=page.pk)
    page.title = "Hội làng mở cửa ngày mười"
    page.save_revision(user=desk.writer)
    before = deeds_of(page)
    with pytest.raises(RefusedError) as caught:
        submit_item(page=page, actor=desk.writer)
    assert caught.value.faults == [HIDDEN]
    assert not Case.objects.open().exists()
    assert deeds_of(page) == before
    head = person_of(desk.living.unit, Capability.HEAD_OF_UNIT)
    restore(removal=hidden, actor=head)
    assert submit_item(page=page, actor=desk.writer).state == CaseState.RUNNING


def test_the_last_word_waits_earlier_ones_do_not(
    desk: Board, page: NewsPage, case: Case
) -> None:
    concern = amiss(desk, page)
    decide(case=case, actor=desk.editor, word=EDITED)
    with pytest.raises(RefusedError) as caught:
        decide(case=case, actor=desk.publisher, word=APPROVED)
    assert caught.value.faults == [NOT_MASKED]
    case.refresh_from_db()
    assert (case.state, case.position) == (CaseState.RUNNING, 2)
    assert Decision.objects.get().person == desk.editor
    assert deeds_of(page) == ["submitted", "approved"]
    settle(desk, concern)
    decide(case=case, actor=desk.publisher, word=APPROVED)
    case.refresh_from_db()
    assert case.state == CaseState.APPROVED


def test_what_is_held_back_after_its_approval_waits_and_people_are_told_once(
    desk: Board, page: NewsPage, case: Case
) -> None:
    approve_all(case, desk)
    concern = amiss(desk, page)
    moment = timezone.now() + LATER
    assert release_due(now=moment) == []
    assert not is_live(page)
    case.refresh_from_db()
    assert case.state == CaseState.APPROVED
    assert case.retry_at == moment + LATER
    people = sorted([desk.writer.pk, desk.editor.pk, desk.publisher.pk])
    assert told() == [(key, NOT_MASKED) for key in people]
    assert release_due(now=moment + LATER) == []
    assert len(told()) == 3
    assert deeds_of(page) == ["submitted", "approved", "approved"]
    settle(desk, concern)
    assert release_due(now=moment + 2 * LATER) == [case]
    assert is_live(page)


def test_it_keeps_no_other_item_waiting(
    desk: Board, page: NewsPage, case: Case, caplog: pytest.LogCaptureFixture
) -> None:
    other = desk.draft(title="Chợ nổi họp phiên cuối")
    approve_all(case, desk)
    second = approve_all(submit_item(page=other, actor=desk.writer), desk)
    amiss(desk, page)
    assert release_due(now=timezone.now() + LATER) == [second]
    assert (is_live(page), is_live(other)) == (False, True)
    assert not [one for one in caplog.records if one.levelname == "ERROR"]


def test_of_a_bundle_none_goes_out_and_all_are_told_which_waits(
    desk: Board, page: NewsPage, case: Case
) -> None:
    other = desk.draft(title="Chợ nổi họp phiên cuối")
    second = submit_item(page=other, actor=desk.writer)
    make_bundle(
        portal=desk.living.portal,
        name="Lễ hội",
        cases=[case, second],
        made_by=desk.publisher,
    )
    for one in (case, second):
        approve_all(one, desk)
    amiss(desk, other)
    assert release_due(now=timezone.now() + LATER) == []
    assert (is_live(page), is_live(other)) == (False, False)
    remarks = [words for _person, words in told()]
    assert remarks == [f"“{other.title}”: {NOT_MASKED}"] * 3 + [NOT_MASKED] * 3
    states = Case.objects.values_list("state", flat=True)
    assert set(states) == {CaseState.APPROVED}


def test_no_emergency_shows_it(desk: Board, page: NewsPage) -> None:
    amiss(desk, page)
    head = person_of(desk.living.unit, Capability.HEAD_OF_UNIT)
    with pytest.raises(RefusedError) as caught:
        publish_in_emergency(page=page, actor=head, reason="Bão")
    assert caught.value.faults == [NOT_MASKED]
    assert not is_live(page)
    assert not Case.objects.exists()
    assert not Entry.objects.exists()
