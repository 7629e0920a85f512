"""Claiming, assigning, urging, commenting."""

import pytest

from cms.evidence.models import Entry
from cms.moderation.models import Case, Notice, Priority
from cms.moderation.refusals import MissingError, NotYourTurnError, RefusedError
from cms.moderation.services import (
    claim,
    comment,
    decide,
    let_go,
    prioritise,
    reassign,
)
from cms.news.models import NewsPage
from sites.models import Capability
from tests.factories.moderation import EDITED, Board, deeds_of
from tests.factories.people import person_of

pytestmark = pytest.mark.django_db


def test_claimed_let_go_and_taken_over(desk: Board, case: Case, page: NewsPage) -> None:
    second = person_of(desk.living.unit, Capability.EDITOR)
    claim(case=case, actor=desk.editor)
    with pytest.raises(RefusedError):
        let_go(case=case, actor=second)
    claim(case=case, actor=second)
    assert Case.objects.get().claimed_by == second
    assert [n.person for n in Notice.objects.filter(kind="commented")] == [desk.editor]
    let_go(case=case, actor=second)
    case.refresh_from_db()
    assert case.claimed_by is None
    assert deeds_of(page) == ["submitted", "claimed", "claimed"]


def test_claimed_by_nobody_else(desk: Board, case: Case) -> None:
    with pytest.raises(NotYourTurnError):
        claim(case=case, actor=desk.publisher)
    case.refresh_from_db()
    assert case.claimed_by is None


def test_a_claim_ends_with_its_step(desk: Board, case: Case) -> None:
    claim(case=case, actor=desk.editor)
    decide(case=case, actor=desk.editor, word=EDITED)
    case.refresh_from_db()
    assert case.claimed_by is None


def test_urged_once(desk: Board, case: Case, page: NewsPage) -> None:
    prioritise(case=case, actor=desk.writer, priority=Priority.URGENT)
    prioritise(case=case, actor=desk.editor, priority=Priority.URGENT)
    case.refresh_from_db()
    assert case.priority == Priority.URGENT
    assert deeds_of(page) == ["submitted", "prioritised"]
    with pytest.raises(NotYourTurnError):
        prioritise(case=case, actor=desk.publisher, priority=Priority.NORMAL)
    with pytest.raises(RefusedError):
        prioritise(case=case, actor=desk.editor, priority="now")
    case.refresh_from_db()
    assert case.priority == Priority.URGENT


def test_assigned_by_name(desk: Board, case: Case) -> None:
    second = person_of(desk.living.unit, Capability.EDITOR)
    reassign(case=case, actor=desk.editor, person=second, remark="Anh đọc giúp")
    case.refresh_from_db()
    assert (case.assigned_to, case.claimed_by) == (second, second)
    notice = Notice.objects.get(kind="assigned")
    assert (notice.person, notice.remark) == (second, "Anh đọc giúp")
    assert Entry.objects.get(deed="reassigned").facts["person"] == second.full_name


def test_assigned_only_to_who_can_decide(desk: Board, case: Case) -> None:
    with pytest.raises(RefusedError):
        reassign(case=case, actor=desk.editor, person=desk.publisher)
    with pytest.raises(NotYourTurnError):
        reassign(case=case, actor=desk.publisher, person=desk.editor)
    case.refresh_from_db()
    assert case.assigned_to is None


def test_a_comment_decides_nothing(desk: Board, case: Case, page: NewsPage) -> None:
    comment(case=case, actor=desk.publisher, text=" Bổ sung nguồn ")
    case.refresh_from_db()
    assert (case.state, case.position) == ("running", 1)
    notice = Notice.objects.get(kind="commented")
    assert (notice.person, notice.remark) == (desk.writer, "Bổ sung nguồn")
    assert deeds_of(page) == ["submitted", "commented"]
    with pytest.raises(MissingError):
        comment(case=case, actor=desk.publisher, text=" ")
    assert deeds_of(page) == ["submitted", "commented"]
