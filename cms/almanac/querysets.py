"""Questions about days to remember."""

from collections.abc import Collection
from typing import Self

from django.db import models
from django.db.models import Q

from sites.models import Unit
from sites.querysets import TIERS


class OccasionQuerySet(models.QuerySet):
    def for_units(self, units: Collection[int]) -> Self:
        """Return the days that count for any of the units: own, from above, the house's."""
        found = Q(unit__isnull=True) | Q(unit__in=units)
        asked = Unit.objects.filter(pk__in=units)
        for tier in range(1, TIERS + 1):
            found |= Q(unit__in=asked.values("__".join(["parent"] * tier)))
        return self.filter(found)
