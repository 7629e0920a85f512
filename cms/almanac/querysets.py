"""Questions about days to remember."""

from collections.abc import Collection
from typing import Self

from django.db import models
from django.db.models import Q


class OccasionQuerySet(models.QuerySet):
    def of_lines(self, units: Collection[int]) -> Self:
        """Return the days of any of the units, and those of the house.

        Whoever asks for a unit names those above it as well.
        """
        return self.filter(Q(unit__in=units) | Q(unit__isnull=True))
