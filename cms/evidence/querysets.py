"""Questions about the evidence of items."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Self

from django.db import models
from django.utils.timezone import localtime

from cms.core.models import EditorialRecord
from cms.evidence.kinds import RELEASING

AT_A_TIME = 2_000


class EntryQuerySet(models.QuerySet):
    def of(self, record: EditorialRecord) -> Self:
        """Return the chain of one item, oldest first, with what was remarked."""
        return self.filter(record=record).order_by("number").select_related("words")

    def chained(self) -> Self:
        """Return every item's chain, one after the other, with all that seals it."""
        ordered = self.order_by("record", "number")
        return ordered.select_related("record", "words", "leaf")

    def of_codes(self, codes: Iterable[str]) -> Self:
        return self.filter(record__code__in=codes)

    def releasing(self) -> Self:
        """Return what put something new before readers, oldest first."""
        return self.filter(deed__in=RELEASING).order_by("record", "number")


class LeafQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        """Return what was not put into a signature yet, oldest first."""
        return self.filter(line__isnull=True).order_by("entry")

    def of_codes(self, codes: Iterable[str]) -> Self:
        return self.filter(entry__record__code__in=codes)

    def is_due(self, now: datetime) -> bool:
        """Tell whether something from before today still waits for a signature."""
        times = self.waiting().values_list("entry__happened_at", flat=True)
        oldest = times.first()
        return oldest is not None and localtime(oldest).date() < now.date()

    def placed(self) -> Self:
        """Return what is signed, in the order in which it was."""
        return self.filter(line__isnull=False).order_by("line", "place")

    def digests(self) -> Iterator[tuple[int, str]]:
        """Yield the line and the digest of what is signed, in its order, a few at once."""
        rows: Iterator[tuple[int, str]] = self.values_list("line", "digest").iterator(
            AT_A_TIME
        )
        return rows

    def of_line(self, line: int) -> list[str]:
        """Return the digests that a signature stands for, in their order."""
        digests = self.filter(line=line).order_by("place")
        return list(digests.values_list("digest", flat=True))

    def last_line(self) -> int:
        """Return the highest number of a signature that entries were put into; 0: none."""
        last = self.aggregate(last=models.Max("line"))["last"]
        return last or 0
