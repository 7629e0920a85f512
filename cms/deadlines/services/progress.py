"""Items come further: what they were to reach is reached, in time or late."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from cms.core.announcements import Stage
from cms.core.models import EditorialRecord, EventStatus
from cms.deadlines.choices import Cause, Start, Stop
from cms.deadlines.clocks import local
from cms.deadlines.models import Due
from cms.deadlines.selectors import Books, board_rules
from cms.deadlines.services.reckoning import ANNOUNCED, Reason, settle, trace

BOARDS = Q(rule__start=Start.SUBMISSION)


@transaction.atomic
def note_progress(
    *, record: EditorialRecord, stage: Stage, at: datetime, actor: Any = None
) -> None:
    """Stop what an item has reached, and begin the board's time when it is submitted.

    The board's time ends as well when the item goes back to its author.
    """
    waiting = Due.objects.open().filter(record=record)
    if stage is Stage.SUBMITTED:
        _let_announcements_be(record, at, actor)
        _stop(waiting.filter(rule__stop=Stop.SUBMISSION), at)
        _begin_board_time(record, at)
    elif stage is Stage.APPROVED:
        _stop(waiting.filter(rule__stop=Stop.APPROVAL), at)
    elif stage is Stage.REOPENED:
        _run_on(record)
    else:
        _stop(waiting.filter(BOARDS), at)


@transaction.atomic
def note_publication(*, page_id: int, at: datetime, is_import: bool) -> None:
    """Stop all that waited for an item whose source language is out now.

    What is brought in from elsewhere was not written here: nothing is told of it.
    """
    waiting = Due.objects.open().filter(record__page_id=page_id)
    if is_import:
        waiting.delete()
    else:
        _stop(waiting, at)


def _stop(dues: "QuerySet[Due]", at: datetime) -> None:
    """Keep when it was reached, and whether that was late; it never changes again."""
    dues.update(stopped_at=at, is_late=Q(due_at__lt=at))


def _run_on(record: EditorialRecord) -> None:
    """Let what the last approval stopped run on: it was not the last after all."""
    reached = Due.objects.filter(record=record, rule__stop=Stop.APPROVAL)
    turn = reached.aggregate(last=Max("turn"))["last"]
    last = Q(turn=turn) | ~BOARDS
    reached.filter(last).update(stopped_at=None, is_late=False)
    settle(record=record, books=Books())


def _let_announcements_be(record: EditorialRecord, at: datetime, actor: Any) -> None:
    """Ask nothing of what comes before its event is over: it announces the event."""
    if not _is_announcement(record, at):
        return
    dues = Due.objects.open().filter(record=record, rule__start=Start.EVENT_END)
    for due in dues.select_for_update(of=("self",)).select_related("rule"):
        due.withdrawn_at = at
        due.facts = {**due.facts, ANNOUNCED: True}
        due.save()
        reason = Reason(Cause.BEFORE, actor)
        trace(due=due, reason=reason, before=due.due_at, after=None)


def _is_announcement(record: EditorialRecord, at: datetime) -> bool:
    """Tell whether the event is still to end; a bare day is to come as a whole."""
    event, shown = record.event, record.event_date
    if event is not None:
        return event.status != EventStatus.CANCELLED and event.ends_at > at
    return shown is not None and local(at).date() < shown


def _begin_board_time(record: EditorialRecord, at: datetime) -> None:
    """Let the board's own time run, once for each time an item comes to it."""
    _stop(Due.objects.open().filter(BOARDS, record=record), at)
    books = Books()
    for rule in board_rules(record, books, at):
        plan = books.plan(rule, record.unit_id, at)
        if plan is None:
            continue
        before = Due.objects.filter(record=record, rule=rule)
        turn = before.aggregate(last=Max("turn"))["last"] or 0
        Due.objects.create(
            record=record,
            rule=rule,
            turn=turn + 1,
            starts_at=at,
            due_at=plan.due_at,
            facts=plan.facts,
        )
    settle(record=record, books=books)
