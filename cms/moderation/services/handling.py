"""Claiming, assigning, urging, commenting: what moves no item by itself."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.evidence.kinds import Deed
from cms.moderation.chronicle import tell_evidence
from cms.moderation.models import Case, Notice, NoticeKind, Priority
from cms.moderation.refusals import MissingError, NotYourTurnError, RefusedError
from cms.moderation.selectors import former_actors, is_author, party_for
from cms.moderation.telling import tell
from cms.moderation.turns import current, ensure_running
from cms.users.models import User


@transaction.atomic
def claim(*, case: Case, actor: User) -> Case:
    """Say that one is at it; who had claimed it before is told.

    Raises ``NotYourTurnError`` for somebody the step does not wait for.
    """
    case = _running(case)
    _require_turn(case, actor)
    before, case.claimed_by = case.claimed_by, actor
    case.save(update_fields=["claimed_by"])
    _enter(case, Deed.CLAIMED, actor)
    if before is not None:
        tell(
            case,
            NoticeKind.COMMENTED,
            [before.pk],
            by=actor,
            remark=_("Claimed by somebody else"),
        )
    return case


@transaction.atomic
def let_go(*, case: Case, actor: User) -> Case:
    """Give a claim up. Raises ``RefusedError`` if it is somebody else’s."""
    case = _running(case)
    if case.claimed_by_id != actor.pk:
        raise RefusedError(_("It isn’t claimed by you."))
    case.claimed_by = None
    case.save(update_fields=["claimed_by"])
    return case


@transaction.atomic
def prioritise(*, case: Case, actor: User, priority: str) -> Case:
    """Say how urgent a case is. Raises ``RefusedError`` for no such priority."""
    case = _running(case)
    if priority not in Priority.values:
        raise RefusedError(_("There is no such priority."))
    _require_turn_or_submission(case, actor)
    if case.priority != priority:
        case.priority = priority
        case.save(update_fields=["priority"])
        _enter(case, Deed.PRIORITISED, actor, priority=priority)
    return case


@transaction.atomic
def reassign(*, case: Case, actor: User, person: User, remark: str = "") -> Case:
    """Ask somebody by name to decide the present step.

    That person must be able to; the claim passes on. Raises ``NotYourTurnError`` and
    ``RefusedError``.
    """
    case = _running(case)
    _require_turn(case, actor)
    if is_author(person, case) or not _has_turn(case, person):
        raise RefusedError(
            _("%(person)s can’t decide at this step.") % {"person": person}
        )
    case.assigned_to, case.claimed_by = person, person
    case.save(update_fields=["assigned_to", "claimed_by"])
    _enter(case, Deed.REASSIGNED, actor, remark=remark, person=person.full_name)
    tell(case, NoticeKind.ASSIGNED, [person.pk], by=actor, remark=remark)
    return case


@transaction.atomic
def comment(*, case: Case, actor: User, text: str) -> Case:
    """Say something without deciding. Raises ``MissingError`` for no words."""
    if not text.strip():
        raise MissingError(_("Write what you want to say."))
    case = Case.objects.with_facts().select_for_update(of=("self",)).get(pk=case.pk)
    _enter(case, Deed.COMMENTED, actor, remark=text.strip())
    tell(
        case,
        NoticeKind.COMMENTED,
        former_actors(case),
        by=actor,
        remark=text.strip(),
    )
    return case


@transaction.atomic
def note_seen(*, case: Case, person: User) -> int:
    """Let what a person was told about a case count as seen; return how much that was."""
    unseen = Notice.objects.unseen().filter(case=case, person=person)
    return unseen.update(seen_at=timezone.now())


def _running(case: Case) -> Case:
    Case.objects.select_for_update().get(pk=case.pk)
    found: Case = Case.objects.with_facts().get(pk=case.pk)
    ensure_running(found)
    return found


def _has_turn(case: Case, person: User) -> bool:
    frozen = current(case)
    return frozen is not None and party_for(case, person, frozen.page) is not None


def _require_turn(case: Case, actor: User) -> None:
    if not _has_turn(case, actor):
        raise NotYourTurnError(
            _("This step does not wait for you: somebody else decides, or has decided.")
        )


def _require_turn_or_submission(case: Case, actor: User) -> None:
    if actor.pk != case.submitted_by_id:
        _require_turn(case, actor)


def _enter(
    case: Case, deed: Deed, actor: User, *, remark: str = "", **facts: Any
) -> None:
    tell_evidence(case, deed, actor, remark=remark, **facts)
