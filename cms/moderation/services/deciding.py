"""Consent to a step, and what follows from the last one."""

from django.db import transaction
from django.utils import timezone

from cms.core.announcements import Stage
from cms.core.holds import why_held
from cms.evidence.kinds import Deed
from cms.moderation import mirror
from cms.moderation.chronicle import announce, tell_evidence
from cms.moderation.frozen import is_unchanged
from cms.moderation.models import Case, CaseState, Decision, NoticeKind
from cms.moderation.moments import settle_moment
from cms.moderation.refusals import ChangedError, RefusedError
from cms.moderation.selectors import (
    last_position,
    open_parties,
    step_of,
)
from cms.moderation.services.steps import go_to, stand_still
from cms.moderation.services.voiding import void
from cms.moderation.telling import tell
from cms.moderation.turns import Turn, Word, current, ensure_turns, turn_of
from cms.routes.models import Destination
from cms.users.models import User


def decide(*, case: Case, actor: User, word: Word) -> Case:
    """Count somebody's consent to the present step.

    Raises ``NotYourTurnError``, ``OwnWorkError``, ``MissingError`` with all that is still
    to do, ``RefusedError`` for the last word about an item that is held back, or
    ``ChangedError``, after which the case stands at its first step again; in all other
    cases nothing was stored. Of two at once for one party the second is told.
    """
    with transaction.atomic():
        case = _locked(case)
        ensure_turns(case)
        frozen = current(case)
        if frozen is None or not is_unchanged(case, frozen):
            void(case=case, frozen=frozen, by=None)
            changed = True
        else:
            _agree(turn_of(case, frozen, actor, word))
            changed = False
    if changed:
        raise ChangedError
    return case


def _locked(case: Case) -> Case:
    Case.objects.select_for_update().get(pk=case.pk)
    return Case.objects.with_facts().get(pk=case.pk)


def _agree(turn: Turn) -> None:
    case = turn.case
    Decision.objects.create(
        case=case,
        round=case.round,
        position=case.position,
        party=turn.party,
        person=turn.actor,
        content_hash=case.content_hash,
        checks=sorted(turn.word.checks),
        decided_at=timezone.now(),
    )
    _write_down(turn)
    if not open_parties(case):
        mirror.leave_step(case, turn.actor, turn.word.remark)
        _pass_on(turn)


def _write_down(turn: Turn) -> None:
    case, word, step = turn.case, turn.word, step_of(turn.case)
    facts = {
        "position": case.position,
        "step": step.name if step else "",
        "party": str(turn.party),
        "destination": case.destination,
        "checks": sorted(set(turn.party.checks) & set(word.checks)),
        "principles": [
            text
            for place, text in enumerate(turn.party.principles)
            if place in word.principles
        ],
        "declares_secrecy": turn.party.declares_secrecy and word.declares_secrecy,
    }
    tell_evidence(
        case,
        Deed.APPROVED,
        turn.actor,
        page=turn.frozen.page,
        standpoint=turn.standpoint,
        remark=word.remark,
        **facts,
    )


def _pass_on(turn: Turn) -> None:
    """Go to the next step; after the last one wait for the release."""
    case = turn.case
    if case.position < last_position(case.route_version):
        go_to(
            case=case,
            position=case.position + 1,
            page=turn.frozen.page,
            by=turn.actor,
        )
        return
    _refuse_held(turn)
    stand_still(case=case)
    case.claimed_by = None
    if case.destination == Destination.PORTAL:
        case.state = CaseState.APPROVED
        settle_moment(case, timezone.now())
        case.save()
        announce(case, Stage.APPROVED, turn.actor)
        return
    case.state = CaseState.CLEARED
    case.released_at = timezone.now()
    case.save()
    tell_evidence(
        case,
        Deed.CLEARED,
        turn.actor,
        page=turn.frozen.page,
        standpoint=turn.standpoint,
        destination=case.destination,
    )
    tell(case, NoticeKind.RELEASED, [case.submitted_by_id], by=turn.actor)


def _refuse_held(turn: Turn) -> None:
    """Refuse the last word while something else has to happen first."""
    words = why_held(turn.frozen.page)
    if words:
        raise RefusedError(words)
