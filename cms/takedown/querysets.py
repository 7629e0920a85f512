"""Questions about items that left their readers."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from cms.core.models import EditorialRecord
from cms.takedown.kinds import OPEN, Kind, State

AWAY = Q(kind=Kind.HIDE, state__in=OPEN) | Q(
    kind__in=(Kind.TAKEDOWN, Kind.STOP), state__in=(State.IN_FORCE, State.PURGED)
)
SEALED = Q(kind=Kind.STOP, state__in=(State.IN_FORCE, State.PURGED))


class RemovalQuerySet(models.QuerySet):
    def of(self, record: EditorialRecord) -> Self:
        return self.filter(record=record)

    def open(self) -> Self:
        """Return what is asked for or in force."""
        return self.filter(state__in=OPEN)

    def away(self) -> Self:
        """Return what keeps its item from readers now."""
        return self.filter(AWAY)

    def sealed(self) -> Self:
        """Return the stops whose item nobody in the administration reads."""
        return self.filter(SEALED)

    def waiting(self) -> Self:
        return self.filter(state=State.WAITING)

    def overdue(self, at: datetime | None = None) -> Self:
        """Return what the board should have decided by now."""
        return self.waiting().filter(due_at__lt=at or timezone.now())

    def most_urgent_first(self) -> Self:
        """Return what waits first, the nearest limit before others; then the newest."""
        waits = models.Case(
            models.When(state=State.WAITING, then=0),
            models.When(kind=Kind.STOP, state=State.IN_FORCE, then=1),
            default=2,
        )
        return self.order_by(
            waits, models.F("due_at").asc(nulls_last=True), "-asked_at"
        )


class TombstoneQuerySet(models.QuerySet):
    def of_unit(self, unit_id: int) -> Self:
        """Return what stands for items of a unit’s portal."""
        return self.filter(removal__record__unit=unit_id)

    def standing(self, digests: list[str]) -> Any:
        """Return the newest tombstone at one of some addresses, or None."""
        rows = self.filter(
            digest__in=digests,
            removal__kind__in=(Kind.TAKEDOWN, Kind.STOP),
            removal__state__in=(State.IN_FORCE, State.PURGED),
        )
        return rows.select_related("removal").order_by("-removal__decided_at").first()
