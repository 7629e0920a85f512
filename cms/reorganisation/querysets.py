"""Questions about changes of units."""

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Q


class ChangeQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Return those that may still be carried out."""
        return self.filter(state__in=("draft", "prepared"))

    def about(self, units: Iterable[int]) -> Self:
        """Return those in which any of the units passes on or takes over."""
        keys = list(units)
        named = Q(passings__predecessor__in=keys) | Q(passings__successor__in=keys)
        return self.filter(named).distinct()
