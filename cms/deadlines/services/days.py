"""Writes about days off and working days."""

from typing import Any

from django.db import transaction

from cms.deadlines.choices import Cause
from cms.deadlines.models import DayOverride
from cms.deadlines.services.recounting import recount


@transaction.atomic
def decide_day(*, override: DayOverride, actor: Any = None) -> int | None:
    """Let a day be off, or worked; return how many items are due at another time now.

    None while a job counts them (``recounting``).
    Raises ``ValidationError``; then nothing was stored.
    """
    override.full_clean()
    override.save()
    return _count_anew(override, actor)


@transaction.atomic
def withdraw_day(*, override: DayOverride, actor: Any = None) -> int | None:
    """Let a day be again what it is by law; return how many items that moved."""
    override.delete()
    return _count_anew(override, actor)


def _count_anew(override: DayOverride, actor: Any) -> int | None:
    detail = f"{override} · {override.decision}"
    return recount(unit=override.unit, cause=Cause.DAYS, actor=actor, detail=detail)
