"""When an item is to reach readers, and what is told when it can't."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.evidence.kinds import Deed
from cms.moderation.chronicle import tell_evidence
from cms.moderation.models import Alarm, Case, CaseState, NoticeKind
from cms.moderation.moments import settle_moment
from cms.moderation.refusals import RefusedError
from cms.moderation.selectors import awaited_people, former_actors, may_schedule
from cms.moderation.telling import tell
from cms.routes.models import Destination
from cms.users.models import User

FARTHEST = timedelta(days=366)
NEAR = timedelta(hours=1)
ALARMS = {Alarm.SOON: NoticeKind.SOON, Alarm.MISSED: NoticeKind.MISSED}


@transaction.atomic
def schedule(*, case: Case, actor: User, at: datetime | None) -> Case:
    """Set the hour before which readers do not get an item; None takes it away.

    The hour waits for the approvals, never the other way round: what is approved later
    goes out at once. Raises ``RefusedError`` with all faults; then nothing was stored.
    """
    Case.objects.select_for_update().get(pk=case.pk)
    case = Case.objects.with_facts().get(pk=case.pk)
    now = timezone.now()
    faults = _faults(case, actor) or _faults_of_hour(case, at, now)
    if faults:
        raise RefusedError(faults)
    if at == case.scheduled_for:
        return case
    case.scheduled_for, case.alarm = at, Alarm.NONE
    if case.state == CaseState.APPROVED:
        settle_moment(case, now)
    case.save()
    said = _words(at) if at else _("without an hour of publication")
    hour = at.isoformat() if at else ""
    tell_evidence(case, Deed.SCHEDULED, actor, remark=said, hour=hour)
    return case


def _faults(case: Case, actor: User) -> list[str]:
    if not case.is_open or case.destination != Destination.PORTAL:
        return [_("Only an item on its way to the portal has an hour of publication.")]
    if not may_schedule(case, actor):
        return [_("Only who submitted it or decides about it can set its hour.")]
    if case.bundle:
        words = _("It goes out with the bundle “%(bundle)s”: the bundle’s hour counts.")
        return [words % {"bundle": case.bundle}]
    return []


def _faults_of_hour(case: Case, at: datetime | None, now: datetime) -> list[str]:
    if at is None:
        return []
    embargo = case.record.embargo_until
    faults = []
    if at <= now:
        faults.append(_("The hour of publication must be after now."))
    if at > now + FARTHEST:
        faults.append(_("The hour of publication must be within a year."))
    if embargo and at < embargo:
        words = _("It is under embargo until %(hour)s: choose an hour after that.")
        faults.append(words % {"hour": _words(embargo)})
    return faults


def _words(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%H:%M %d/%m/%Y}"


def alarm_unready(*, now: datetime | None = None) -> int:
    """Tell of items whose hour is near, or over, and that are not approved.

    Each alarm is told once for an hour that was set: to whom the item waits for, and to
    whoever had it in hand. Returns how many items that were.
    """
    moment = now or timezone.now()
    found = Case.objects.unready(moment + NEAR).exclude(alarm=Alarm.MISSED)
    told = [_alarm(case.pk, moment) for case in found if _alarm_for(case, moment)]
    return sum(told)


def _alarm_for(case: Case, now: datetime) -> Alarm | None:
    """Return what is to be told of a case now; None if that was told already."""
    alarm = Alarm.MISSED if case.hour and case.hour <= now else Alarm.SOON
    return None if case.alarm in (alarm, Alarm.MISSED) else alarm


@transaction.atomic
def _alarm(key: int, now: datetime) -> bool:
    """Tell of one item, unless it was approved or told of in the meantime."""
    found = Case.objects.unready(now + NEAR).filter(pk=key)
    case = found.select_for_update(of=("self",), skip_locked=True).first()
    alarm = _alarm_for(case, now) if case else None
    if case is None or alarm is None:
        return False
    case.alarm = alarm
    case.save(update_fields=["alarm"])
    people = {*awaited_people(case), *former_actors(case)}
    tell(case, ALARMS[alarm], people)
    return True
