"""Putting the release of an approved item to another hour."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.evidence.kinds import Deed
from cms.moderation.chronicle import tell_evidence
from cms.moderation.models import Case, CaseState
from cms.moderation.refusals import RefusedError
from cms.moderation.selectors import agreed
from cms.users.models import User


@transaction.atomic
def reschedule(*, case: Case, release_at: datetime, actor: User) -> Case:
    """Let an approved case go out at another moment; nothing else of it changes.

    Raises ``RefusedError`` for one that is out already or bound in a bundle, for an hour
    that is over or before the end of the embargo, and for somebody who neither approved
    nor submitted it.
    """
    Case.objects.select_for_update().get(pk=case.pk)
    case = Case.objects.with_facts().get(pk=case.pk)
    if case.state != CaseState.APPROVED:
        raise RefusedError(_("It does not wait for its release any more."))
    spoke = agreed(case).filter(person=actor).exists()
    if not spoke and actor.pk != case.submitted_by_id:
        raise RefusedError(_("Only who approved or submitted it can move its release."))
    faults = _faults(case, release_at)
    if faults:
        raise RefusedError(faults)
    before, case.release_at = case.release_at, release_at
    case.save(update_fields=["release_at"])
    tell_evidence(
        case,
        Deed.RESCHEDULED,
        actor,
        before=before.isoformat() if before else "",
        after=release_at.isoformat(),
    )
    return case


def _faults(case: Case, release_at: datetime) -> list[str]:
    faults = []
    if release_at <= timezone.now():
        faults.append(_("The hour of release must be after now."))
    if case.bundle is not None:
        words = _("It goes out together with the bundle “%(bundle)s”.")
        faults.append(words % {"bundle": case.bundle})
    until = case.record.embargo_until
    if until is not None and release_at < until:
        ends = timezone.localtime(until).strftime("%H:%M %d/%m/%Y")
        faults.append(_("It is under embargo until %(hour)s.") % {"hour": ends})
    return faults
