"""Writes about proposed changes: made, withdrawn, decided by a second person."""

from collections.abc import Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cms.audit.kinds import Kind
from cms.audit.services import record
from cms.proposals.models import Proposal, ProposalState
from cms.proposals.permissions import may_decide
from cms.proposals.subjects import portal_of, read, write
from cms.users.models import User


@transaction.atomic
def propose(*, subject: Model, after: Mapping[str, Any], proposer: User) -> Proposal:
    """Keep what somebody wants changed, until a second person decides.

    Raises ``ValidationError`` for words that could not stand; then nothing is kept.
    """
    stored = type(subject)._base_manager.get(pk=subject.pk)
    _try_out(stored, after)
    portal = portal_of(stored)
    proposal = Proposal.objects.create(
        subject_type=ContentType.objects.get_for_model(subject),
        subject_id=subject.pk,
        subject_name=_name(stored),
        portal=portal,
        proposer=proposer,
        before=read(stored),
        after=dict(after),
    )
    _write_down(Kind.PROPOSAL_MADE, proposal, proposer)
    return proposal


@transaction.atomic
def approve(*, proposal: Proposal, actor: User, remark: str = "") -> Proposal:
    """Write the words a second person agrees with.

    Where the words are others by now, nothing is written and the proposal is overtaken.
    Raises ``ValidationError`` for whoever may not decide, and for words that can't
    stand any more.
    """
    held = _waiting(proposal, actor)
    subject = held.subject
    if subject is None or read(subject) != held.before:
        return _close(held, ProposalState.OUTDATED, actor, remark)
    write(subject, held.after)
    return _close(held, ProposalState.APPROVED, actor, remark)


@transaction.atomic
def refuse(*, proposal: Proposal, actor: User, remark: str) -> Proposal:
    """Leave the words as they are. Raises ``ValidationError`` without a reason."""
    held = _waiting(proposal, actor)
    if not remark.strip():
        raise ValidationError({"remark": _("Say why, so that it can be mended.")})
    return _close(held, ProposalState.REFUSED, actor, remark)


@transaction.atomic
def withdraw(*, proposal: Proposal, actor: User) -> Proposal:
    """Take one's own proposal back. Raises ``ValidationError`` for anybody else's."""
    held = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if held.state != ProposalState.WAITING or held.proposer_id != actor.pk:
        raise ValidationError(_("Only who proposed a change can withdraw it."))
    return _close(held, ProposalState.WITHDRAWN, actor, "")


def _waiting(proposal: Proposal, actor: User) -> Proposal:
    """Lock a proposal for a decision, asking anew who may decide."""
    held = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if held.state != ProposalState.WAITING:
        raise ValidationError(_("Somebody has decided about this change already."))
    if not may_decide(actor, held):
        raise ValidationError(
            _("A second person has to decide: nobody approves what they proposed.")
        )
    return held


def _close(
    proposal: Proposal, state: ProposalState, actor: User, remark: str
) -> Proposal:
    proposal.state, proposal.remark = state, remark.strip()
    proposal.decided_by_id, proposal.decided_at = actor.pk, timezone.now()
    proposal.save(update_fields=["state", "remark", "decided_by", "decided_at"])
    kinds = {
        ProposalState.APPROVED: Kind.PROPOSAL_APPROVED,
        ProposalState.REFUSED: Kind.PROPOSAL_REFUSED,
    }
    _write_down(kinds.get(state, Kind.PROPOSAL_CLOSED), proposal, actor)
    return proposal


def _try_out(subject: Model, words: Mapping[str, Any]) -> None:
    """Write the words and take them back."""
    mark = transaction.savepoint()
    try:
        write(subject, words)
    finally:
        transaction.savepoint_rollback(mark)


def _write_down(kind: Kind, proposal: Proposal, actor: User) -> None:
    facts = {
        "about": proposal.subject_name,
        "state": str(proposal.state),
        "remark": proposal.remark,
    }
    unit = proposal.portal.unit if proposal.portal else None
    record(kind=kind, actor=actor, unit=unit, subject=proposal, facts=facts)


def _name(subject: Model) -> str:
    return capfirst(f"{subject._meta.verbose_name}: {subject}")[:255]
