"""Counting when an item falls due, and again when what it was counted from changes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cms.core.models import EditorialRecord
from cms.deadlines.choices import Combination, Stop
from cms.deadlines.models import Due, DueChange
from cms.deadlines.selectors import Books, Plan, plans_of
from cms.evidence.kinds import RELEASING, Deed
from cms.evidence.models import Entry

ANNOUNCED = "announced"  # among the facts of what was submitted before its event ended
BATCH = 500


@dataclass(frozen=True)
class Reason:
    """Why deadlines are counted anew, and by whose deed."""

    cause: str
    actor: Any = None
    detail: str = ""
    books: Books = field(default_factory=Books)


def reckon(
    *,
    record: EditorialRecord,
    cause: str,
    actor: Any = None,
    detail: str = "",
) -> bool:
    """Count an item's deadlines as its facts are now; tell whether any moved.

    What was reached stays as it was. Whatever else changes leaves a trace: why, by whom,
    from when to when.
    """
    return _reckon(record=record, reason=Reason(cause, actor, detail))


def reckon_all(
    *,
    records: "QuerySet[EditorialRecord]",
    cause: str,
    actor: Any = None,
    detail: str = "",
) -> int:
    """Count the deadlines of several items anew; return of how many any moved.

    Each item in a transaction of its own within the caller's.
    """
    reason = Reason(cause, actor, detail)
    rows = records.select_related("event").order_by("pk")
    found = rows.iterator(chunk_size=BATCH)
    return sum(_reckon(record=record, reason=reason) for record in found)


@transaction.atomic
def _reckon(*, record: EditorialRecord, reason: Reason) -> bool:
    plans = {plan.rule.pk: plan for plan in plans_of(record, reason.books)}
    dues = list(_locked(record)) if record.form else []
    known = {due.rule_id for due in dues if not due.rule.is_board_time}
    moved = [_bring_up(due, _plan_for(due, plans, reason), reason) for due in dues]
    new = [plan for key, plan in plans.items() if key not in known]
    if new:
        moved.append(_begin(record, new))
    if any(moved):
        settle(record=record, books=reason.books)
    return any(moved)


def _locked(record: EditorialRecord) -> "QuerySet[Due]":
    rows = Due.objects.filter(record=record).select_related("rule")
    return rows.select_for_update(of=("self",)).order_by("pk")


def _plan_for(due: Due, plans: dict[int, Plan], reason: Reason) -> Plan | None:
    """Return the plan that a due follows; the board's counts from where it began."""
    if not due.rule.is_board_time:
        return plans.get(due.rule_id)
    return reason.books.plan(due.rule, due.record.unit_id, due.starts_at)


def _bring_up(due: Due, plan: Plan | None, reason: Reason) -> bool:
    """Let a due follow its plan; None: it counts no more. Tell whether it moved."""
    if due.stopped_at is not None or ANNOUNCED in due.facts:
        return False
    if due.rule.is_board_time and due.withdrawn_at is not None:
        return False
    if _is_as_planned(due, plan):
        return False
    before = None if due.withdrawn_at else due.due_at
    if plan is None:
        due.withdrawn_at = timezone.now()
    else:
        due.starts_at, due.due_at = plan.start, plan.due_at
        due.facts, due.withdrawn_at = plan.facts, None
    after = None if due.withdrawn_at else due.due_at
    due.save()
    if before == after:
        return False
    trace(due=due, reason=reason, before=before, after=after)
    return True


def _is_as_planned(due: Due, plan: Plan | None) -> bool:
    if plan is None or due.withdrawn_at is not None:
        return plan is None and due.withdrawn_at is not None
    return (due.starts_at, due.facts) == (plan.start, plan.facts)


def trace(*, due: Due, reason: Reason, before: Any, after: Any) -> None:
    """Write down that a deadline moved. Nothing moves one without it."""
    DueChange.objects.create(
        due=due,
        cause=reason.cause,
        detail=reason.detail,
        by=reason.actor if getattr(reason.actor, "pk", None) else None,
        before=before,
        after=after,
    )


def _begin(record: EditorialRecord, plans: Iterable[Plan]) -> bool:
    """Begin what is not behind the item already."""
    passed = _passed_by(record)
    made = Due.objects.bulk_create(
        Due(
            record=record,
            rule=plan.rule,
            starts_at=plan.start,
            due_at=plan.due_at,
            facts=plan.facts,
        )
        for plan in plans
        if plan.rule.stop not in passed
    )
    return bool(made)


def _passed_by(record: EditorialRecord) -> set[str]:
    """Return what an item reached before any rule was there to ask for it."""
    if record.first_published_at is not None:
        return set(Stop.values)
    wanted = [Deed.SUBMITTED, *RELEASING]
    entries = Entry.objects.of(record).filter(deed__in=wanted)
    deeds = set(entries.values_list("deed", flat=True))
    if deeds & RELEASING:
        return set(Stop.values)
    return {Stop.SUBMISSION} if deeds else set()


def settle(*, record: EditorialRecord, books: Books) -> None:
    """Let of several dues that wait for the same govern which the unit's setting says."""
    way = books.combination(record.unit_id)
    groups: dict[tuple[str, bool], list[Due]] = defaultdict(list)
    for due in Due.objects.open().filter(record=record).select_related("rule"):
        groups[due.rule.stop, due.rule.is_board_time].append(due)
    for group in groups.values():
        chosen = _chosen(group, way)
        for due in group:
            governs = chosen is None or due is chosen
            if due.governs != governs:
                due.governs = governs
                due.save(update_fields=["governs"])


def _chosen(group: list[Due], way: str) -> Due | None:
    """Return which governs; None: all do."""
    ranked = sorted(group, key=lambda due: (due.rule.rank, due.rule_id))
    if way == Combination.EARLIER:
        return min(ranked, key=lambda due: due.due_at)
    if way == Combination.LATER:
        return max(ranked, key=lambda due: due.due_at)
    return ranked[0] if way == Combination.RANK else None
