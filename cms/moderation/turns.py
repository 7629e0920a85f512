"""Whose turn it is, and what is still missing to their word."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.utils.translation import gettext as _, ngettext

from cms.moderation.frozen import Frozen, freeze
from cms.moderation.models import Case, CaseState
from cms.moderation.refusals import (
    MissingError,
    NotYourTurnError,
    OwnWorkError,
    RefusedError,
)
from cms.moderation.selectors import agreed, is_author, party_for
from cms.routes.models import Check, StepParty
from cms.routes.parties import Standpoint
from cms.users.models import User


@dataclass(frozen=True)
class Word:
    """What an approver ticked and said; everything starts empty for each of them.

    ``seen`` is the hash of the content that was in front of them, ``party`` the one they
    spoke for: a form that was opened before a change, or is sent twice, counts for
    nothing else. Empty where no form was.
    """

    checks: Collection[str] = ()
    principles: Collection[int] = ()  # places in the party's list, from 0
    declares_secrecy: bool = False
    remark: str = ""
    seen: str = ""
    party: int | None = None


@dataclass(frozen=True)
class Turn:
    """One person's turn at one case, all questions answered."""

    case: Case
    frozen: Frozen
    party: StepParty
    standpoint: Standpoint
    actor: User
    word: Word = field(default_factory=Word)


def current(case: Case) -> Frozen | None:
    """Return the content as it is now; None if the page is gone."""
    if case.page is None:
        return None
    return freeze(case.page.specific, case.record, case.destination)


def turn_of(case: Case, frozen: Frozen, actor: User, word: Word) -> Turn:
    """Ask all questions. Raises ``RefusedError``."""
    ensure_turns(case)
    found = party_for(case, actor, frozen.page)
    if found is None:
        raise NotYourTurnError(
            _("This step does not wait for you: somebody else decides, or has decided.")
        )
    party, standpoint = found
    if is_author(actor, case):
        raise OwnWorkError
    if case.claimed_by_id not in (None, actor.pk):
        raise NotYourTurnError(
            _("%(person)s has claimed it. Claim it yourself first to go on.")
            % {"person": case.claimed_by}
        )
    if agreed(case).filter(position=case.position, person=actor).exists():
        raise NotYourTurnError(_("You have spoken at this step for another party."))
    _ensure_seen(case, party, word)
    missing = missing_of(party, word)
    if missing:
        raise MissingError(missing)
    return Turn(case, frozen, party, standpoint, actor, word)


def _ensure_seen(case: Case, party: StepParty, word: Word) -> None:
    """Refuse a word about another content, or for another step, than was looked at."""
    if word.party is not None and word.party != party.pk:
        raise NotYourTurnError(
            _("It has moved on since you opened it. Look at it once more.")
        )
    if word.seen and word.seen != case.content_hash:
        raise RefusedError(
            _("The content changed since you opened it. Look at it once more.")
        )


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


def _already_over(case: Case) -> str:
    return {
        CaseState.APPROVED: _("It is approved already and about to be released."),
        CaseState.RELEASED: _("It is released already."),
        CaseState.RETURNED: _("It was returned and is with its author."),
        CaseState.WITHDRAWN: _("It was withdrawn."),
    }.get(CaseState(case.state), _("This case is over."))


def ensure_turns(case: Case) -> None:
    """Raise ``NotYourTurnError`` for a case that waits for nobody.

    Asked before anything else: what was returned or withdrawn may be changed, and that
    must not set it going again.
    """
    if case.state != CaseState.RUNNING:
        raise NotYourTurnError(_already_over(case))


def ensure_running(case: Case) -> None:
    if case.state != CaseState.RUNNING:
        raise RefusedError(_already_over(case))
