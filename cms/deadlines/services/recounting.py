"""Counting by office hours anew: at once while items are few, by a job beyond that."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from cms.core.models import EditorialRecord
from cms.deadlines.choices import ClockKind
from cms.deadlines.models import Due
from cms.deadlines.services.reckoning import reckon_all
from cms.jobs.services import enqueue
from cms.users.models import User
from sites.models import Unit

TOPIC = "deadlines.recount"
AT_ONCE = 200  # items; more would keep somebody waiting before a form


@transaction.atomic
def recount(
    *, unit: Unit | None, cause: str, actor: Any = None, detail: str = ""
) -> int | None:
    """Count what is open in a unit and those below it anew, in the whole house for None.

    Returns of how many items a deadline moved; None where a job will see to it, because
    they are many.
    """
    if not counted_by_office(unit=unit)[AT_ONCE : AT_ONCE + 1].exists():
        return carry_out(unit=unit, cause=cause, actor=actor, detail=detail)
    payload = {
        "unit": unit.pk if unit else None,
        "cause": cause,
        "actor": getattr(actor, "pk", None),
        "detail": detail,
    }
    enqueue(topic=TOPIC, payload=payload)
    return None


def recount_as_asked(*, payload: dict[str, Any]) -> int | None:
    """Do what was put off; a unit that is gone since has nothing to be counted."""
    key = payload["unit"]
    unit = Unit.objects.filter(pk=key).first() if key else None
    if key and unit is None:
        return 0
    return carry_out(
        unit=unit,
        cause=payload["cause"],
        actor=User.objects.filter(pk=payload["actor"]).first(),
        detail=payload["detail"],
    )


def carry_out(*, unit: Unit | None, cause: str, actor: Any, detail: str) -> int:
    return reckon_all(
        records=counted_by_office(unit=unit),
        cause=cause,
        actor=actor,
        detail=detail[:255],
    )


def counted_by_office(*, unit: Unit | None) -> "QuerySet[EditorialRecord]":
    """Return the items for which office hours are counted now."""
    waiting = Due.objects.open().filter(rule__clock=ClockKind.OFFICE)
    rows = EditorialRecord.objects.filter(pk__in=waiting.values("record"))
    if unit is None:
        return rows
    return rows.filter(unit__in=Unit.objects.within([unit.pk]).values("pk"))
