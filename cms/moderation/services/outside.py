"""Asking somebody from outside: a link to read and comment, without an account."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.evidence.kinds import Deed
from cms.moderation.chronicle import tell_evidence
from cms.moderation.models import Advice, Case, Consultation, NoticeKind
from cms.moderation.refusals import MissingError, RefusedError
from cms.moderation.selectors import former_actors
from cms.moderation.telling import tell
from cms.users.models import User

LONGEST = timedelta(days=30)
LONGEST_TEXT = 10_000


@transaction.atomic
def ask_outside(
    *,
    case: Case,
    actor: User,
    name: str,
    expires_at: datetime,
    organisation: str = "",
    email: str = "",
) -> Consultation:
    """Let somebody read and comment until a moment. Raises ``RefusedError``."""
    faults = _faults(case, name, expires_at)
    if faults:
        raise RefusedError(faults)
    consultation = Consultation.objects.create(
        case=case,
        name=name.strip(),
        organisation=organisation.strip(),
        email=email,
        expires_at=expires_at,
        asked_by=actor,
    )
    tell_evidence(
        case,
        Deed.CONSULTED,
        actor,
        name=consultation.name,
        organisation=consultation.organisation,
        until=expires_at.isoformat(),
    )
    return consultation


def _faults(case: Case, name: str, expires_at: datetime) -> list[str]:
    now, until = timezone.now(), case.record.embargo_until
    faults = {
        _("Name who is asked, in full."): not name.strip(),
        _("The link may hold for at most 30 days."): not (
            now < expires_at <= now + LONGEST
        ),
        _("This case is over."): not case.is_open,
        _("An item under embargo is not shown outside the house."): bool(
            until and until > now
        ),
    }
    return [words for words, holds in faults.items() if holds]


@transaction.atomic
def note_opening(*, consultation: Consultation) -> None:
    if consultation.opened_at is None:
        consultation.opened_at = timezone.now()
        consultation.save(update_fields=["opened_at"])


@transaction.atomic
def revoke(*, consultation: Consultation) -> None:
    """Let the link open nothing any more."""
    consultation.revoked_at = consultation.revoked_at or timezone.now()
    consultation.save(update_fields=["revoked_at"])


@transaction.atomic
def advise(*, consultation: Consultation, text: str) -> Advice:
    """Keep what somebody from outside says; everybody at it is told.

    Raises ``MissingError`` for no words, ``RefusedError`` when the link is over.
    """
    words = text.strip()
    if not words:
        raise MissingError(_("Write what you want to say."))
    if len(words) > LONGEST_TEXT:
        raise RefusedError(_("That is too long: at most 10,000 characters."))
    if not Consultation.objects.in_force().filter(pk=consultation.pk).exists():
        raise RefusedError(_("This link is no longer valid."))
    case = consultation.case
    given = Advice.objects.create(
        consultation=consultation, round=case.round, text=words
    )
    tell_evidence(
        case,
        Deed.ADVISED,
        None,
        remark=words,
        name=consultation.name,
        organisation=consultation.organisation,
    )
    told = {*former_actors(case), consultation.asked_by_id}
    tell(case, NoticeKind.COMMENTED, told, remark=f"{consultation.name}: {words}")
    return given
