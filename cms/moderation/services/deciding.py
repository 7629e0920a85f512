"""Consent to a step, and what follows from the last one."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from cms.evidence.kinds import Deed
from cms.evidence.services import enter
from cms.moderation import mirror
from cms.moderation.frozen import Frozen, freeze, is_unchanged
from cms.moderation.models import Case, CaseState, Decision, NoticeKind
from cms.moderation.refusals import (
    ChangedError,
    MissingError,
    NotYourTurnError,
    OwnWorkError,
    RefusedError,
)
from cms.moderation.selectors import (
    agreed,
    is_author,
    last_position,
    open_parties,
    party_for,
    step_of,
)
from cms.moderation.services.steps import go_to, stand_still
from cms.moderation.services.voiding import void
from cms.moderation.telling import tell
from cms.routes.models import Check, Destination, StepParty
from cms.routes.parties import Standpoint
from cms.users.models import User


@dataclass(frozen=True)
class Word:
    """What an approver ticked and said; everything starts empty for each of them."""

    checks: Collection[str] = ()
    principles: Collection[int] = ()  # places in the party's list, from 0
    declares_secrecy: bool = False
    remark: str = ""


@dataclass(frozen=True)
class Turn:
    """One person's turn at one case, all questions answered."""

    case: Case
    frozen: Frozen
    party: StepParty
    standpoint: Standpoint
    actor: User
    word: Word = field(default_factory=Word)


def decide(*, case: Case, actor: User, word: Word) -> Case:
    """Count somebody's consent to the present step.

    Raises ``NotYourTurnError``, ``OwnWorkError``, ``MissingError`` with all that is still
    to do, or ``ChangedError``, after which the case stands at its first step again; in all
    other cases nothing was stored. Of two at once for one party the second is told.
    """
    with transaction.atomic():
        case = _locked(case)
        _ensure_turns(case)
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


def current(case: Case) -> Frozen | None:
    """Return the content as it is now; None if the page is gone."""
    if case.page is None:
        return None
    return freeze(case.page.specific, case.record, case.destination)


def turn_of(case: Case, frozen: Frozen, actor: User, word: Word) -> Turn:
    """Ask all questions. Raises ``RefusedError``."""
    _ensure_turns(case)
    found = party_for(case, actor, frozen.page)
    if found is None:
        raise NotYourTurnError(
            _("This step does not wait for you: somebody else decides, or has decided.")
        )
    party, standpoint = found
    if is_author(actor, case.page_id):
        raise OwnWorkError
    if case.claimed_by_id not in (None, actor.pk):
        raise NotYourTurnError(
            _("%(person)s has claimed it. Claim it yourself first to go on.")
            % {"person": case.claimed_by}
        )
    if agreed(case).filter(position=case.position, person=actor).exists():
        raise NotYourTurnError(_("You have spoken at this step for another party."))
    missing = missing_of(party, word)
    if missing:
        raise MissingError(missing)
    return Turn(case, frozen, party, standpoint, actor, word)


def missing_of(party: StepParty, word: Word) -> list[str]:
    """Return in words what is still to be checked or declared."""
    missing = [
        _("Say whether “%(check)s” is in order.") % {"check": Check(name).label}
        for name in party.checks
        if name not in word.checks
    ]
    open_principles = [
        text
        for place, text in enumerate(party.principles)
        if place not in word.principles
    ]
    if open_principles:
        missing.append(
            ngettext(
                "%(count)d principle is not confirmed yet: %(texts)s.",
                "%(count)d principles are not confirmed yet: %(texts)s.",
                len(open_principles),
            )
            % {"count": len(open_principles), "texts": "; ".join(open_principles)}
        )
    if party.declares_secrecy and not word.declares_secrecy:
        missing.append(
            _("Confirm before approving that there is no state secret in it.")
        )
    return missing


def _ensure_turns(case: Case) -> None:
    """Raise ``NotYourTurnError`` for a case that waits for nobody.

    Asked before anything else: what was returned or withdrawn may be changed, and that
    must not set it going again.
    """
    if case.state != CaseState.RUNNING:
        raise NotYourTurnError(_already_over(case))


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
        "case": case.pk,
        "round": case.round,
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
    if turn.standpoint.grounds:
        facts["grounds"] = turn.standpoint.grounds
    if turn.standpoint.lent_by:
        facts["acting_for"] = turn.standpoint.lent_by
    enter(
        record=case.record,
        deed=Deed.APPROVED,
        actor=turn.actor,
        unit=turn.standpoint.unit,
        page=turn.frozen.page,
        revision_id=case.revision_id,
        content_hash=case.content_hash,
        route_version=case.route_version_id,
        remark=word.remark,
        facts=facts,
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
    stand_still(case=case)
    case.claimed_by = None
    if case.destination == Destination.PORTAL:
        case.state = CaseState.APPROVED
        case.release_at = release_moment(case, timezone.now())
        case.save()
        return
    case.state = CaseState.CLEARED
    case.released_at = timezone.now()
    case.save()
    enter(
        record=case.record,
        deed=Deed.CLEARED,
        actor=turn.actor,
        unit=turn.standpoint.unit,
        page=turn.frozen.page,
        revision_id=case.revision_id,
        content_hash=case.content_hash,
        route_version=case.route_version_id,
        facts={"case": case.pk, "destination": case.destination},
    )
    tell(case, NoticeKind.RELEASED, [case.submitted_by_id], by=turn.actor)


def release_moment(case: Case, now: datetime) -> datetime:
    """Return when an approved case is released: after the time to recall it.

    Not before the end of an embargo, nor before the moment of its bundle.
    """
    moments = [now + timedelta(seconds=settings.RELEASE_RECALL_SECONDS)]
    if case.record.embargo_until:
        moments.append(case.record.embargo_until)
    if case.bundle and case.bundle.release_at:
        moments.append(case.bundle.release_at)
    return max(moments)


def _already_over(case: Case) -> str:
    return {
        CaseState.APPROVED: _("It is approved already and about to be released."),
        CaseState.RELEASED: _("It is released already."),
        CaseState.RETURNED: _("It was returned and is with its author."),
        CaseState.WITHDRAWN: _("It was withdrawn."),
    }.get(CaseState(case.state), _("This case is over."))


def ensure_running(case: Case) -> None:
    if case.state != CaseState.RUNNING:
        raise RefusedError(_already_over(case))
