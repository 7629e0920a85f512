"""Questions about jobs."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, Value, When

if TYPE_CHECKING:
    from cms.jobs.work import Work


class JobQuerySet(models.QuerySet):
    def due(self, now: datetime, topics: Collection[str]) -> Self:
        """Return what may be begun now, in the order in which it is."""
        ready = self.filter(state="ready", next_at__lte=now, topic__in=topics)
        return ready.order_by("priority", "next_at", "pk")

    def expired(self, now: datetime) -> Self:
        return self.filter(state="leased", lease_until__lte=now)

    def held(self, work: "Work") -> Self:
        """Return the job while nobody else has had a lease since."""
        return self.filter(pk=work.pk, fence=work.fence, state="leased")

    def dead(self) -> Self:
        return self.filter(state="dead")

    def most_urgent_first(self) -> Self:
        """Return dead letters first, then what is under way, then what is next."""
        order = {"dead": 0, "leased": 1, "ready": 2}
        rank = Case(
            *(When(state=state, then=Value(place)) for state, place in order.items()),
            default=Value(len(order)),
        )
        return self.order_by(rank, "next_at", "pk")

    def at_rest(self, before: datetime) -> Self:
        """Return what was done or dropped so long ago."""
        return self.filter(state__in=("done", "dropped"), finished_at__lt=before)
