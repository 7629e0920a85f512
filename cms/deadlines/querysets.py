"""Questions about rules, days and dues."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Self

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from cms.core.models import EditorialRecord

# In ``DueTold``: that a deadline has passed, and somebody above was told.
OVER = "over"


class RuleQuerySet(models.QuerySet):
    def in_force(self, day: date | None = None) -> Self:
        """Return the rules in force on a day, today by default."""
        asked = day or timezone.localdate()
        still = Q(valid_to__isnull=True) | Q(valid_to__gte=asked)
        return self.filter(still, valid_from__lte=asked)

    def not_over(self) -> Self:
        """Return the rules that count, or will."""
        still = Q(valid_to__isnull=True) | Q(valid_to__gte=timezone.localdate())
        return self.filter(still)


class DayOverrideQuerySet(models.QuerySet):
    def for_units(self, units: Collection[int]) -> Self:
        """Return the days decided for any of the units, and for the house."""
        return self.filter(Q(unit__in=units) | Q(unit__isnull=True))


class DueQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Return what still waits."""
        return self.filter(stopped_at__isnull=True, withdrawn_at__isnull=True)

    def governing(self) -> Self:
        return self.filter(governs=True)

    def overdue(self, at: datetime | None = None) -> Self:
        return self.open().governing().filter(due_at__lt=at or timezone.now())

    def late(self) -> Self:
        """Return what was reached too late: for reports."""
        return self.governing().filter(is_late=True)

    def visible_to(self, user: AbstractUser) -> Self:
        """Return the dues of records that the person reads, secrets left out."""
        records = EditorialRecord.objects.visible_to(user)
        return self.filter(record__in=records.values("pk"))

    def next_of(self, column: str, key: str = "record") -> Self:
        """Return what falls due first of the item that a column of other rows names."""
        waiting = self.open().governing().filter(**{key: OuterRef(column)})
        return waiting.order_by("due_at", "pk")

    def told(self) -> Subquery:
        """Return the first in one column, as ``cms.deadlines.left`` reads it."""
        column = JSONObject(
            due="due_at",
            facts="facts",
            stop="rule__stop",
            rule="rule__name",
            is_reported="is_reported",
        )
        return Subquery(self.with_report().values(told=column)[:1])

    def with_report(self) -> Self:
        """Add ``is_reported``: somebody above was told that it has passed."""
        reports: Any = self.model._meta.get_field("tellings").related_model
        told = reports.objects.filter(
            due=OuterRef("pk"), due_at=OuterRef("due_at"), offset=OVER
        )
        return self.annotate(is_reported=Exists(told))

    def moment(self) -> Subquery:
        return Subquery(self.values("due_at")[:1])

    def unreported(self) -> Self:
        rows: Any = self.with_report()
        return rows.filter(is_reported=False)


class DutyShiftQuerySet(models.QuerySet):
    def at(self, moment: datetime) -> Self:
        """Return who is on duty at a moment."""
        return self.filter(begins__lte=moment, ends__gt=moment)

    def between(self, begins: datetime, ends: datetime) -> Self:
        """Return the shifts that have any time in common with a span."""
        return self.filter(begins__lt=ends, ends__gt=begins)
