"""How much time is left: in words first, then the hour, then a bar (screens 01 and 04)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timesince import TIME_STRINGS
from django.utils.translation import gettext as _

from cms.core.models import EditorialRecord
from cms.deadlines.choices import ClockKind
from cms.deadlines.clocks import Span
from cms.deadlines.models import Due

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
# From when on it is said to be soon.
SOON = {ClockKind.OFFICE: 2 * HOUR, ClockKind.CALENDAR: 6 * HOUR}
FULL = 100


@dataclass(frozen=True)
class TimeLeft:
    """What is shown of one deadline; it is understood without any colour."""

    words: str
    hour: str
    look: str  # ok, soon, late
    share: int  # of its time that is over, of a hundred
    rule: str = ""
    is_reported: bool = False  # to somebody above, that it has passed

    @property
    def icon(self) -> str:
        return "warning" if self.look == "late" else "time"


def told_of(due: Due) -> dict[str, Any]:
    """Return what lists read of a due in one column (``DueQuerySet.next_of``)."""
    return {
        "due": due.due_at.isoformat(),
        "facts": due.facts,
        "rule": due.rule.name,
        "stop": due.rule.stop,
        "is_reported": getattr(due, "is_reported", False),
    }


def dues_of(record: EditorialRecord) -> list[dict[str, Any]]:
    """Return what is open and counts for an item, the nearest first."""
    rows = Due.objects.open().governing().with_report().filter(record=record)
    return [told_of(due) for due in rows.select_related("rule")]


def time_left(told: Mapping[str, Any], now: datetime | None = None) -> TimeLeft:
    """Return what is left of a deadline, as it was read in one column."""
    moment = now or timezone.now()
    due_at = _moment(told["due"])
    facts = told["facts"]
    facts = json.loads(facts) if isinstance(facts, str) else facts
    spans = spans_of(facts)
    if due_at < moment:
        words = _late_words(due_at, moment, facts)
        look, share = "late", FULL
    else:
        left = sum((_after(span, moment) for span in spans), timedelta())
        whole = sum((span.length for span in spans), timedelta())
        clock = ClockKind(facts["clock"])
        words = _left_words(left, clock)
        look = "soon" if left <= SOON[clock] else "ok"
        share = round(FULL * (whole - left) / whole) if whole else FULL
    hour = _("Due %(hour)s") % {"hour": hour_words(due_at, moment)}
    is_reported = look == "late" and bool(told.get("is_reported"))
    return TimeLeft(capfirst(words), hour, look, share, told["rule"], is_reported)


def spans_of(facts: Mapping[str, Any], part: str = "spans") -> list[Span]:
    """Return what was counted for a deadline, in order; or the office hours after it."""
    pairs = facts.get(part, ())
    return [Span(_moment(begins), _moment(ends)) for begins, ends in pairs]


def _late_words(due_at: datetime, now: datetime, facts: Mapping[str, Any]) -> str:
    """Tell how late it is, in office hours as far as they were written down."""
    after = spans_of(facts, "after")
    if after and now <= after[-1].ends:
        late = sum((span.length - _after(span, now) for span in after), timedelta())
        if late >= MINUTE:
            time = span_words(late, with_days=False)
            return _("overdue by %(time)s of office hours") % {"time": time}
    return _("overdue by %(time)s") % {"time": span_words(now - due_at)}


def _left_words(left: timedelta, clock: ClockKind) -> str:
    if clock == ClockKind.OFFICE:
        words = {"time": span_words(left, with_days=False)}
        return _("%(time)s of office hours left") % words
    return _("%(time)s left") % {"time": span_words(left)}


def _after(span: Span, moment: datetime) -> timedelta:
    return max(span.ends - max(span.begins, moment), timedelta())


def span_words(length: timedelta, *, with_days: bool = True) -> str:
    """Return “1 ngày 2 giờ”, “50 phút”: the two largest parts."""
    if length < MINUTE:
        return _("less than a minute")
    days, rest = divmod(length, DAY) if with_days else (0, length)
    hours, rest = divmod(rest, HOUR)
    parts = [("day", days), ("hour", hours), ("minute", rest // MINUTE)]
    while not parts[0][1]:
        parts.pop(0)
    return " ".join(
        str(TIME_STRINGS[name] % {"num": number})
        for name, number in parts[:2]
        if number
    )


def hour_words(moment: datetime, now: datetime | None = None) -> str:
    """Return “10:30 hôm nay”, “08:10 ngày mai”, “16:10 ngày 18/11/2026”."""
    local = timezone.localtime(moment)
    words = {"clock": date_format(local, "H:i"), "day": date_format(local, "d/m/Y")}
    today = timezone.localtime(now or timezone.now()).date()
    days = (local.date() - today).days
    if days == 0:
        return _("%(clock)s today") % words
    if days == 1:
        return _("%(clock)s tomorrow") % words
    return _("%(clock)s on %(day)s") % words


def _moment(told: str) -> datetime:
    """Read a moment; the embedded database leaves out that it means UTC."""
    moment = datetime.fromisoformat(told)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
