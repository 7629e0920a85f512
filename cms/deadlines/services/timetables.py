"""Writes about a unit's office hours."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cms.deadlines.choices import Cause
from cms.deadlines.services.recounting import recount
from sites.hours import faults_of_hours
from sites.models import OfficeHours, Unit

Session = tuple[int, time, time]  # weekday, opens, closes


@transaction.atomic
def set_timetable(
    *,
    unit: Unit,
    sessions: Iterable[Session],
    since: date | None = None,
    actor: Any = None,
) -> int | None:
    """Let a unit be open in these sessions from a day on; return how many items moved.

    Hours of the same beginning are replaced, those of other days stay. Raises
    ``ValidationError`` with all faults at once; then nothing was stored.
    """
    wanted = sorted(set(sessions))
    faults = faults_of_hours(wanted)
    if faults:
        raise ValidationError(faults)
    OfficeHours.objects.filter(unit=unit, valid_from=since).delete()
    OfficeHours.objects.bulk_create(
        OfficeHours(
            unit=unit, weekday=day, opens=opens, closes=closes, valid_from=since
        )
        for day, opens, closes in wanted
    )
    return _count_anew(unit, since, actor)


@transaction.atomic
def withdraw_timetable(
    *, unit: Unit, since: date | None, actor: Any = None
) -> int | None:
    """Take back hours that begin on a day; those before them count again."""
    OfficeHours.objects.filter(unit=unit, valid_from=since).delete()
    return _count_anew(unit, since, actor)


def _count_anew(unit: Unit, since: date | None, actor: Any) -> int | None:
    detail = f"{since:%d/%m/%Y}" if since else ""
    return recount(unit=unit, cause=Cause.TIMETABLE, actor=actor, detail=detail)
