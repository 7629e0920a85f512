"""Questions about the evidence of items."""

from typing import Self

from django.db import models

from cms.core.models import EditorialRecord


class EntryQuerySet(models.QuerySet):
    def of(self, record: EditorialRecord) -> Self:
        """Return the chain of one item, oldest first."""
        return self.filter(record=record).order_by("number")
