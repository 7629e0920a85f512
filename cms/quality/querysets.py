"""Questions about settings, registers and consents."""

from collections.abc import Collection
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q


class OfUnits(models.QuerySet):
    def holding_for(self, units: Collection[int]) -> Self:
        """Return the house's rows and those of any of the units."""
        return self.filter(Q(unit__isnull=True) | Q(unit__in=units))

    def of_house(self) -> Self:
        return self.filter(unit__isnull=True)


class ConsentQuerySet(models.QuerySet):
    def of(self, image_id: int) -> Self:
        return self.filter(image=image_id).select_related("recorded_by")

    def in_force(self, on: date) -> Self:
        """Return what holds on a day."""
        lasting = self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        return lasting.filter(given_on__lte=on, child_agrees=True)
