"""Questions about modes and what they did."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from sites.models import Unit
from sites.querysets import TIERS


class ModeQuerySet(models.QuerySet):
    def agreed(self) -> Self:
        """Return what two people want and nobody ended."""
        return self.filter(approved_at__isnull=False, ended_at__isnull=True)

    def on(self, at: datetime | None = None) -> Self:
        """Return what is on at a moment: from its first second to before its last."""
        moment = at or timezone.now()
        return self.agreed().filter(begins_at__lte=moment, ends_at__gt=moment)

    def ahead(self, at: datetime | None = None) -> Self:
        """Return what is on or will be."""
        return self.agreed().filter(ends_at__gt=at or timezone.now())

    def covering(self, portal_id: int, unit_id: int) -> Self:
        """Return the modes of a portal: chosen for it, or for a unit at or above its own."""
        below = Q(scope="below") & Unit.objects.in_line("unit", unit_id)
        return self.filter(Q(scope="chosen", portals=portal_id) | below).distinct()

    def of_brandings(self) -> Exists:
        """Return the condition that a branding's portal is covered by one of these."""
        line = Q(unit=OuterRef("portal__unit"))
        for tier in range(1, TIERS + 1):
            line |= Q(unit=OuterRef("portal__unit" + "__parent" * tier))
        chosen = Q(scope="chosen", portals=OuterRef("portal"))
        return Exists(self.filter(chosen | Q(scope="below") & line))

    def meeting(self, begins: datetime, ends: datetime) -> Self:
        """Return what is wanted for any moment from one to another."""
        return self.filter(
            ended_at__isnull=True, begins_at__lt=ends, ends_at__gt=begins
        )

    def newest_first(self) -> Self:
        return self.order_by("-begins_at", "-pk")


class EffectQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(over_at__isnull=True)
