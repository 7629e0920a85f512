"""Machines whose clocks differ: what counts is the order in which things were stored."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from cms.evidence.models import Entry
from cms.evidence.verification import chain_faults
from cms.moderation.models import Case, CaseState, Decision
from cms.moderation.refusals import RefusedError
from cms.moderation.services import decide, recall, release_due, return_case
from cms.news.models import NewsPage
from sites.models import RoleAssignment
from tests.factories.moderation import APPROVED, EDITED, Board, record_of

pytestmark = pytest.mark.django_db
SKEW = timedelta(minutes=10)
Set = Callable[[timedelta], None]


@pytest.fixture
def set_clock(desk: Board, monkeypatch: pytest.MonkeyPatch) -> Set:
    """Return what lets this machine's clock go wrong by so much; roles are older."""
    RoleAssignment.objects.update(valid_from=timezone.now() - timedelta(days=1))
    right = timezone.now

    def turn(by: timedelta) -> None:
        monkeypatch.setattr(timezone, "now", lambda: right() + by)

    return turn


def test_the_last_to_agree_is_who_agreed_last(
    desk: Board, page: NewsPage, case: Case, set_clock: Set
) -> None:
    decide(case=case, actor=desk.editor, word=EDITED)
    set_clock(-SKEW)
    decide(case=case, actor=desk.publisher, word=APPROVED)
    first, last = Decision.objects.all()
    assert (first.person, last.person) == (desk.editor, desk.publisher)
    assert last.decided_at < first.decided_at
    set_clock(timedelta())
    assert release_due() == [case]
    entries = list(Entry.objects.of(record_of(page)))
    assert [entry.deed for entry in entries][-3:] == [
        "approved",
        "approved",
        "released",
    ]
    assert entries[-1].actor == desk.publisher
    assert list(chain_faults(entries, timezone.now())) == []


def test_a_clock_behind_keeps_an_item_back_and_loses_nothing(
    desk: Board, page: NewsPage, case: Case, set_clock: Set
) -> None:
    decide(case=case, actor=desk.editor, word=EDITED)
    decide(case=case, actor=desk.publisher, word=APPROVED)
    set_clock(-SKEW)
    assert release_due() == []
    assert NewsPage.objects.get(pk=page.pk).live is False
    set_clock(timedelta(minutes=1))
    assert release_due() == [case]


def test_a_clock_ahead_leaves_no_time_to_recall_and_says_so(
    desk: Board, page: NewsPage, case: Case, set_clock: Set
) -> None:
    decide(case=case, actor=desk.editor, word=EDITED)
    decide(case=case, actor=desk.publisher, word=APPROVED)
    set_clock(SKEW)
    assert release_due() == [case]
    set_clock(timedelta())
    with pytest.raises(RefusedError, match="chỉ còn có thể gỡ"):
        recall(case=case, actor=desk.publisher)
    case.refresh_from_db()
    assert case.state == CaseState.RELEASED
    assert case.released_at is not None
    assert case.released_at > timezone.now()
    assert NewsPage.objects.get(pk=page.pk).live is True


def test_returned_by_a_machine_that_lags_behind(
    desk: Board, page: NewsPage, case: Case, set_clock: Set
) -> None:
    decide(case=case, actor=desk.editor, word=EDITED)
    set_clock(-SKEW)
    return_case(
        case=case, actor=desk.publisher, remark="Thiếu tên người chụp.", to_position=1
    )
    set_clock(timedelta())
    decide(case=case, actor=desk.editor, word=EDITED)
    case.refresh_from_db()
    assert (case.state, case.position) == (CaseState.RUNNING, 2)
    entries = list(Entry.objects.of(record_of(page)))
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
    assert list(chain_faults(entries, timezone.now())) == []
