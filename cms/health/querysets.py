"""Questions about the health of hostnames and links."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Case, IntegerField, Q, Value, When

from cms.health.states import TO_MEND, Kind, State

URGENCY = Case(
    *(When(state=state, then=Value(place)) for place, state in enumerate(State)),
    output_field=IntegerField(),
)


class CheckQuerySet(models.QuerySet):
    def of_hostnames(self) -> Self:
        return self.exclude(kind=Kind.LINK)

    def links(self) -> Self:
        return self.filter(kind=Kind.LINK)

    def of_units(self, units: "models.QuerySet") -> Self:
        return self.filter(portal__unit__in=units)

    def to_mend(self) -> Self:
        """Return what somebody has to look at and nobody has set aside."""
        return self.filter(state__in=TO_MEND, set_aside_at__isnull=True)

    def most_urgent_first(self) -> Self:
        return self.order_by(URGENCY, models.F("expires_on").asc(nulls_last=True), "pk")

    def longest_ago_first(self) -> Self:
        return self.order_by(models.F("asked_at").asc(nulls_first=True), "pk")

    def due(self, moment: datetime) -> Self:
        """Return what nobody has asked about since a moment."""
        return self.filter(Q(asked_at__isnull=True) | Q(asked_at__lt=moment))


class AlarmQuerySet(models.QuerySet):
    def standing(self, since: datetime) -> Self:
        """Return alarms that were raised since a moment and still hold.

        Somebody who does not answer today is no proof that it was mended.
        """
        holds = Q(state=models.F("about__known_state")) | Q(
            state=State.UNKNOWN, about__state=State.UNKNOWN
        )
        return self.filter(
            holds, raised_at__gte=since, about__set_aside_at__isnull=True
        )

    def untold(self, person_id: int) -> Self:
        return self.exclude(letters__person=person_id)
