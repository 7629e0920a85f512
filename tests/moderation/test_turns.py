"""Every question before a word counts, and what the answer is in words."""

from dataclasses import replace

import pytest
from django.utils.translation import gettext as _

from cms.moderation.models import Case, CaseState
from cms.moderation.refusals import (
    MissingError,
    NotYourTurnError,
    OwnWorkError,
    RefusedError,
)
from cms.moderation.services import claim, decide
from cms.moderation.turns import (
    Turn,
    Word,
    current,
    ensure_running,
    ensure_turns,
    missing_of,
    turn_of,
)
from cms.news.models import NewsPage
from cms.routes.models import Check, StepParty
from cms.users.models import User
from sites.models import Capability
from sites.services import grant_role
from tests.factories.moderation import EDITED, Board
from tests.factories.people import person_of

pytestmark = pytest.mark.django_db

OVER = {
    CaseState.APPROVED: "It is approved already and about to be released.",
    CaseState.RELEASED: "It is released already.",
    CaseState.RETURNED: "It was returned and is with its author.",
    CaseState.WITHDRAWN: "It was withdrawn.",
    CaseState.CLEARED: "This case is over.",
    CaseState.OVERTAKEN: "This case is over.",
}


def turn(case: Case, actor: User, word: Word = EDITED) -> Turn:
    frozen = current(case)
    assert frozen is not None
    return turn_of(case, frozen, actor, word)


def party_at(case: Case, position: int) -> StepParty:
    return StepParty.objects.get(
        step__version=case.route_version_id, step__position=position
    )


def test_all_answered(desk: Board, case: Case) -> None:
    found = turn(case, desk.editor)
    assert (found.case, found.actor, found.word) == (case, desk.editor, EDITED)
    assert found.party == party_at(case, 1)
    assert found.standpoint.unit == desk.living.unit


def test_without_a_page_there_is_no_content(case: Case) -> None:
    assert current(Case(record=case.record, page=None)) is None


@pytest.mark.parametrize("state", OVER)
def test_what_is_over_waits_for_nobody(
    desk: Board, case: Case, state: CaseState
) -> None:
    case.state = state
    with pytest.raises(NotYourTurnError) as refusal:
        turn(case, desk.editor)
    assert refusal.value.faults == [_(OVER[state])]
    with pytest.raises(NotYourTurnError):
        ensure_turns(case)
    with pytest.raises(RefusedError) as refused:
        ensure_running(case)
    assert refused.value.faults == [_(OVER[state])]


def test_what_runs_is_nobodys_before_it_is_asked(case: Case) -> None:
    ensure_turns(case)
    ensure_running(case)


def test_not_of_who_wrote_it(desk: Board, page: NewsPage, case: Case) -> None:
    grant_role(user=desk.writer, unit=desk.living.unit, capability=Capability.EDITOR)
    with pytest.raises(OwnWorkError):
        turn(case, desk.writer)


def test_of_who_claimed_it_alone(desk: Board, case: Case) -> None:
    second = person_of(desk.living.unit, Capability.EDITOR)
    claim(case=case, actor=desk.editor)
    case.refresh_from_db()
    assert turn(case, desk.editor).actor == desk.editor
    with pytest.raises(NotYourTurnError, match=desk.editor.full_name):
        turn(case, second)


def test_who_spoke_at_one_step_may_speak_at_the_next(desk: Board, case: Case) -> None:
    grant_role(user=desk.editor, unit=desk.living.unit, capability=Capability.PUBLISHER)
    case = decide(case=case, actor=desk.editor, word=EDITED)
    word = Word(checks=("content",), declares_secrecy=True)
    assert turn(case, desk.editor, word).party == party_at(case, 2)


def test_a_word_is_about_what_was_looked_at(desk: Board, case: Case) -> None:
    party = party_at(case, 1).pk
    seen = replace(EDITED, party=party, seen=case.content_hash)
    assert turn(case, desk.editor, seen).word == seen
    with pytest.raises(NotYourTurnError):
        turn(case, desk.editor, replace(seen, party=party + 1))
    with pytest.raises(RefusedError):
        turn(case, desk.editor, replace(seen, seen="0" * 64))


def test_a_word_lacking_something_is_refused(desk: Board, case: Case) -> None:
    with pytest.raises(MissingError) as refusal:
        turn(case, desk.editor, Word(checks=("content",)))
    said = _("Say whether “%(check)s” is in order.")
    assert refusal.value.faults == [said % {"check": Check.PICTURES.label}]


def test_each_thing_missing_is_named() -> None:
    party = StepParty(
        checks=["content", "layout"],
        principles=["Đúng định hướng", "Đồng thuận", "Nhân văn"],
        declares_secrecy=True,
    )
    missing = missing_of(party, Word(checks=("layout",), principles=(1,)))
    assert len(missing) == 3
    assert str(Check.CONTENT.label) in missing[0]
    assert "Đúng định hướng; Nhân văn" in missing[1]
    assert "Đồng thuận" not in missing[1]
    secrecy = _("Confirm before approving that there is no state secret in it.")
    assert missing[2] == secrecy
    said = Word(checks=("content", "layout"), principles=(0, 1, 2))
    assert missing_of(party, said) == [secrecy]
    assert missing_of(party, replace(said, declares_secrecy=True)) == []
    assert missing_of(StepParty(), Word()) == []
