"""Reminding before a deadline, and reporting after it; each once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from cms.deadlines.left import spans_of
from cms.deadlines.models import Due, DueTold
from cms.deadlines.offsets import HORIZON, longest_first, moment_before
from cms.deadlines.querysets import OVER
from cms.deadlines.reminders import Ways, to_remind, to_report_to
from cms.deadlines.selectors import Books
from cms.deadlines.telling import NEAR, PASSED
from cms.notifications.services import notify
from sites.selectors import units_at_work


def remind(*, now: datetime | None = None) -> int:
    """Tell whatever is to be told at a moment; return of how many deadlines.

    Of several reminders whose moment has passed only the last is sent. What moves is told
    anew, for its new moment. A deadline whose report would reach nobody is tried again.
    """
    moment = now or timezone.now()
    dues = list(_open_dues(moment))
    told = _told(dues)
    books = Books()
    ways = Ways(books)
    return sum(_tell(due, told[due.pk], ways, books, moment) for due in dues)


def _open_dues(now: datetime) -> "QuerySet[Due]":
    near = Due.objects.open().governing().filter(due_at__lte=now + HORIZON)
    rows: QuerySet[Due] = near.unreported()
    at_work = rows.filter(record__unit__in=units_at_work())
    return at_work.select_related("rule", "record").order_by("due_at", "pk")


def _told(dues: "Iterable[Due]") -> dict[int, set[str]]:
    """Return what was told already, for the moments at which the dues are due now."""
    found: dict[int, set[str]] = defaultdict(set)
    due_at = {due.pk: due.due_at for due in dues}
    for row in DueTold.objects.filter(due__in=list(due_at)):
        if row.due_at == due_at[row.due_id]:
            found[row.due_id].add(row.offset)
    return found


def _tell(due: Due, told: set[str], ways: Ways, books: Books, now: datetime) -> bool:
    if due.due_at <= now:
        return _report(due, ways, books, now)
    return _remind(due, told, ways, books, now)


def _remind(due: Due, told: set[str], ways: Ways, books: Books, now: datetime) -> bool:
    setting = ways.of(due.record.unit_id)
    spans, clock = spans_of(due.facts), due.facts["clock"]
    moments = {one: moment_before(spans, one, clock) for one in setting.offsets}
    passed = [one for one, at in moments.items() if at is not None and at <= now]
    new = longest_first(set(passed) - told)
    # What lies further back than one that was told already is no news.
    if not new or longest_first(passed)[-1] != new[-1]:
        return False
    line = books.line(due.record.unit_id)
    people = to_remind(due, setting.superior, line)
    return _write(NEAR, due, new, people, now)


def _report(due: Due, ways: Ways, books: Books, now: datetime) -> bool:
    superior = ways.of(due.record.unit_id).superior
    people = to_report_to(due, superior, books, now)
    return bool(people) and _write(PASSED, due, [OVER], people, now)


def _write(
    kind: str, due: Due, offsets: list[str], people: Iterable[int], now: datetime
) -> bool:
    """Note that it was told, and tell; nothing if another worker was faster."""
    try:
        with transaction.atomic():
            _note(due, offsets, now)
            _notify(kind, due, people, now)
    except IntegrityError:
        return False
    return True


def _note(due: Due, offsets: Iterable[str], now: datetime) -> None:
    for offset in offsets:
        DueTold.objects.create(due=due, due_at=due.due_at, offset=offset, told_at=now)


def _notify(kind: str, due: Due, people: Iterable[int], now: datetime) -> None:
    notify(
        kind=kind,
        unit_id=due.record.unit_id,
        people=people,
        record=due.record,
        now=now,
        due=due.pk,
        due_at=due.due_at.isoformat(),
    )
