"""Questions about directives, their tasks, and rumours."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class DirectiveQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(closed_at__isnull=True)

    def overdue(self, on: date | None = None) -> Self:
        return self.open().filter(due_on__lt=on or timezone.localdate())

    def most_urgent_first(self) -> Self:
        """Return open ones first, the nearest limit before others; then the newest."""
        closed = Q(closed_at__isnull=False)
        return self.order_by(
            models.Case(models.When(closed, then=1), default=0),
            F("due_on").asc(nulls_last=True),
            "-issued_on",
        )


class TaskQuerySet(models.QuerySet):
    def unfinished(self) -> Self:
        return self.filter(done_at__isnull=True)


class RebuttalQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(answered_at__isnull=True)

    def most_urgent_first(self) -> Self:
        """Return what nobody has answered first, the nearest limit before others."""
        answered = Q(answered_at__isnull=False)
        return self.order_by(
            models.Case(models.When(answered, then=1), default=0),
            F("due_at").asc(nulls_last=True),
            "-received_at",
        )
