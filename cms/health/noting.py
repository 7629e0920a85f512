"""What an answer changes in what is known, and when somebody is to be told of it."""

from datetime import date, datetime
from urllib.parse import urlsplit

from django.utils import timezone

from cms.health.findings import LONGEST_DETAIL, Finding, by_date
from cms.health.models import Alarm, Check, Source, StateChange
from cms.health.names import registered_name
from cms.health.states import ALARMING, THRESHOLDS, Fault, Kind, State

# Bad answers for so many days make a link dead: a server may be mended over a weekend.
# As long without any answer, and somebody is told that nobody knows how a hostname is.
DAYS_TO_DEAD = 3
# No silence of the hostname's: nobody asked it.
EXCUSED = (Fault.RESERVED, Fault.NOT_REACHED)


def note(check: Check, finding: Finding, moment: datetime) -> None:
    """Write an answer into a check that is locked, with all that follows from it."""
    settled = _settled(check, finding, moment)
    was = _essence(check)
    before = check.state
    from_paper = finding.source == Source.PAPER
    if finding.fault != Fault.NOT_REACHED and not from_paper:
        check.asked_at = moment  # what was not asked is first the next time
    if settled.is_known:
        _keep_facts(check, settled)
    if finding.is_known and not from_paper:
        check.seen_at = moment
    check.state, check.fault = settled.state, settled.fault or ""
    has_changed = settled.is_known and _essence(check) != was
    if has_changed:
        put_back(check)
    due = _alarm_due(check, has_changed=has_changed, moment=moment)
    if due is not None:
        put_back(check)
    check.save()
    if check.state != before:
        _write_history(check, before, moment)
    if due is not None:
        due.save()


def _essence(check: Check) -> tuple[str, str]:
    """Return what has to change before something is told of again."""
    if check.known_state != State.MOVED:
        return check.known_state, ""
    return check.known_state, registered_name(urlsplit(check.lands_at).hostname or "")


def put_back(check: Check) -> None:
    """Forget that it was set aside."""
    check.set_aside_by, check.set_aside_at, check.reason = None, None, ""


def _settled(check: Check, finding: Finding, moment: datetime) -> Finding:
    """Return how it stands, given what was known before."""
    today = timezone.localtime(moment).date()
    if check.kind == Kind.REGISTRATION and not finding.is_known:
        return _by_known_date(check, finding, today)
    is_silent = not (check.is_link or finding.is_known or finding.fault in EXCUSED)
    if finding.state != State.SUSPECT and not is_silent:
        if finding.is_known:
            check.failing_since = None
        return finding
    check.failing_since = check.failing_since or moment
    if finding.state == State.SUSPECT and _days_failing(check, today) >= DAYS_TO_DEAD:
        return Finding(State.DEAD, finding.fault, finding.detail)
    return finding


def _by_known_date(check: Check, finding: Finding, today: date) -> Finding:
    """Return how it stands by the day on paper, or with a day that is near.

    A registry that does not answer proves nothing, so its day alone is never “fine”.
    """
    if check.expires_on is None:
        return finding
    known = by_date(check.expires_on, today, detail=check.detail, source=check.source)
    if known.state == State.FINE and check.source != Source.PAPER:
        return finding
    return known


def _days_failing(check: Check, today: date) -> int:
    if check.failing_since is None:
        return 0
    return (today - timezone.localtime(check.failing_since).date()).days


def _keep_facts(check: Check, finding: Finding) -> None:
    check.known_state = finding.state
    check.detail = finding.detail[:LONGEST_DETAIL]
    check.lands_at = finding.lands_at
    if finding.expires_on:
        check.expires_on, check.source = finding.expires_on, finding.source


def _write_history(check: Check, before: str, moment: datetime) -> None:
    StateChange.objects.create(
        about=check,
        happened_at=moment,
        before=before,
        after=check.state,
        fault=check.fault,
        detail=check.detail if check.state == check.known_state else "",
    )


def _alarm_due(check: Check, *, has_changed: bool, moment: datetime) -> Alarm | None:
    """Return the alarm that begins with this answer, if one does.

    Bad states are told when they begin; days before an end once each, the nearest only;
    a silent hostname once it was silent for some days.
    """
    today = timezone.localtime(moment).date()
    mark = ""
    if check.state == State.EXPIRING:
        mark = _threshold(check, today)
    elif check.state in ALARMING and has_changed:
        mark = f"{check.state}@{moment:%Y%m%d%H%M%S%f}"
    elif check.state == State.UNKNOWN and _days_failing(check, today) >= DAYS_TO_DEAD:
        mark = f"{check.state}@{check.failing_since:%Y%m%d%H%M%S%f}"
    if not mark or check.alarms.filter(mark=mark).exists():
        return None
    return Alarm(about=check, mark=mark, state=check.state, raised_at=moment)


def _threshold(check: Check, today: date) -> str:
    """Return the mark of the nearest day that was reached: ``30@2027-01-01``."""
    left = check.days_to(today)
    reached = [days for days in THRESHOLDS if left is not None and left <= days]
    return f"{min(reached)}@{check.expires_on}" if reached else ""
