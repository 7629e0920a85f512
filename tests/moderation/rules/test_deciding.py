"""Consent: what is asked, what is written down."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from cms.core.gate import imported
from cms.moderation.models import Case, CaseState, Decision, Waiting
from cms.moderation.moments import release_moment
from cms.moderation.refusals import (
    MissingError,
    NotYourTurnError,
)
from cms.moderation.selectors import cases_awaiting
from cms.moderation.services import (
    Word,
    claim,
    decide,
    submit_item,
)
from cms.news.models import NewsPage
from cms.routes.specs import PartySpec, StepSpec
from sites.models import Capability
from tests.factories.moderation import APPROVED, EDITED, TWO_STEPS, Board, route_of
from tests.factories.people import person_of
from tests.moderation.looking import approved, entries, told

pytestmark = pytest.mark.django_db


def test_a_consent_says_what_was_looked_at(desk: Board) -> None:
    page = desk.draft()
    case = submit_item(page=page, actor=desk.writer)
    word = Word(checks=("pictures", "content", "smell"), remark="Đạt")
    decide(case=case, actor=desk.editor, word=word)
    entry = entries(page)[-1]
    assert entry.facts["checks"] == ["content", "pictures"]
    assert entry.facts["step"] == "Biên tập"
    assert entry.facts["position"] == 1
    assert entry.facts["declares_secrecy"] is False
    assert "grounds" not in entry.facts
    assert "acting_for" not in entry.facts
    decision = Decision.objects.get()
    assert (decision.round, decision.position) == (1, 1)
    assert decision.content_hash == case.content_hash
    assert told(case, "awaited") == {desk.publisher.pk}
    state = Case.objects.get().workflow_state
    assert state is not None
    assert state.task_states.get(status="approved").finished_by == desk.editor
    decide(case=case, actor=desk.publisher, word=APPROVED)
    assert entries(page)[-1].facts["declares_secrecy"] is True


def test_principles_are_confirmed_one_by_one(desk: Board) -> None:
    step = StepSpec(
        "Duyệt",
        (PartySpec(capabilities=("publisher",), principles=("Một", "Hai")),),
    )
    route_of(desk.living.portal, step, name="Riêng", rank=1)
    page = desk.draft()
    case = submit_item(page=page, actor=desk.writer)
    for ticked, left in (((), "Một; Hai"), ((1,), "Một"), ((0,), "Hai")):
        with pytest.raises(MissingError) as missing:
            decide(case=case, actor=desk.publisher, word=Word(principles=ticked))
        assert left in missing.value.faults[0]
        assert len(missing.value.faults) == 1
    decide(case=case, actor=desk.publisher, word=Word(principles=(0, 1)))
    assert entries(page)[-1].facts["principles"] == ["Một", "Hai"]


def test_who_claimed_it_goes_before_others(desk: Board) -> None:
    second = person_of(desk.living.unit, Capability.EDITOR)
    case = submit_item(page=desk.draft(), actor=desk.writer)
    claim(case=case, actor=second)
    with pytest.raises(NotYourTurnError, match=second.full_name):
        decide(case=case, actor=desk.editor, word=EDITED)
    decide(case=case, actor=second, word=EDITED)
    case.refresh_from_db()
    assert case.claimed_by is None


def test_nobody_speaks_for_two_parties_at_one_step(desk: Board) -> None:
    both = person_of(desk.living.unit, Capability.EDITOR, Capability.PUBLISHER)
    step = StepSpec(
        "Cùng duyệt",
        (
            PartySpec(capabilities=("editor",)),
            PartySpec(capabilities=("publisher",)),
        ),
    )
    route_of(desk.living.portal, step, name="Riêng", rank=1)
    case = submit_item(page=desk.draft(), actor=desk.writer)
    decide(case=case, actor=both, word=Word())
    assert not cases_awaiting(desk.editor).exists()
    with pytest.raises(NotYourTurnError):
        decide(case=case, actor=both, word=Word())
    case.refresh_from_db()
    assert (case.state, case.position) == (CaseState.RUNNING, 1)
    decide(case=case, actor=desk.publisher, word=Word())
    case.refresh_from_db()
    assert case.state == CaseState.APPROVED


def test_the_hour_of_release_is_the_latest_of_three(desk: Board) -> None:
    case = approved(desk, desk.draft())
    now = timezone.now()
    recall_until = now + timedelta(seconds=settings.RELEASE_RECALL_SECONDS)
    assert release_moment(case, now) == recall_until
    case.record.embargo_until = now + timedelta(days=1)
    assert release_moment(case, now) == now + timedelta(days=1)
    case.record.embargo_until = now
    assert release_moment(case, now) == recall_until


def test_a_channel_is_cleared_for_what_readers_have(desk: Board) -> None:
    route_of(desk.living.portal, TWO_STEPS[1], name="Nhóm", destination="zalo")
    page = desk.draft()
    with imported():
        page.get_latest_revision().publish()
    page = NewsPage.objects.get(pk=page.pk)
    case = submit_item(page=page, actor=desk.writer, destination="zalo")
    assert case.workflow_state is None
    decide(case=case, actor=desk.publisher, word=APPROVED)
    case.refresh_from_db()
    assert case.state == CaseState.CLEARED
    assert case.released_at is not None
    assert case.release_at is None
    assert not Waiting.objects.exists()
    assert [entry.deed for entry in entries(page)] == [
        *("submitted", "approved", "cleared"),
    ]
    assert entries(page)[-1].facts["destination"] == "zalo"
    assert told(case, "released") == {desk.writer.pk}
