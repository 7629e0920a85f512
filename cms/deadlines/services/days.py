"""Writes about days off and working days."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from cms.core.models import EditorialRecord
from cms.deadlines.choices import Cause, ClockKind
from cms.deadlines.models import DayOverride, Due
from cms.deadlines.services.reckoning import reckon_all
from sites.models import Unit


@transaction.atomic
def decide_day(*, override: DayOverride, actor: Any = None) -> int:
    """Let a day be off, or worked; return how many items are due at another time now.

    Raises ``ValidationError``; then nothing was stored.
    """
    override.full_clean()
    override.save()
    return _count_anew(override, actor)


@transaction.atomic
def withdraw_day(*, override: DayOverride, actor: Any = None) -> int:
    """Let a day be again what it is by law; return how many items that moved."""
    override.delete()
    return _count_anew(override, actor)


def _count_anew(override: DayOverride, actor: Any) -> int:
    detail = f"{override} · {override.decision}"
    return reckon_all(
        records=counted_by_office(unit=override.unit),
        cause=Cause.DAYS,
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
