"""Questions about the security log."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Min


class SecurityEntryQuerySet(models.QuerySet):
    def chained(self) -> Self:
        """Return the entries in the order in which each seals the one before."""
        return self.order_by("number")

    def old_enough_to_go(self, before: datetime) -> int:
        """Return the number up to which every entry is older than a moment; 0: none."""
        young = self.filter(happened_at__gte=before).aggregate(first=Min("number"))
        if young["first"] is not None:
            return int(young["first"]) - 1
        newest = self.order_by("-number").values_list("number", flat=True).first()
        return newest or 0

    def hash_of(self, number: int) -> str | None:
        return self.filter(number=number).values_list("hash", flat=True).first()

    def told_since(
        self, moment: datetime, *, kind: str, actor_id: int | None, subject_id: str
    ) -> bool:
        """Tell whether the same was already written of a person since a moment."""
        return self.filter(
            kind=kind,
            actor_id=actor_id,
            subject_id=subject_id,
            happened_at__gte=moment,
        ).exists()
