"""Questions about warnings."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Case, Q, When
from django.utils import timezone


class AlertQuerySet(models.QuerySet):
    def in_force(self, at: datetime | None = None) -> Self:
        """Return what readers see at a moment, now by default."""
        return self.filter(ended_at__isnull=True, expires_at__gt=at or timezone.now())

    def unsettled(self) -> Self:
        """Return what stands before readers, or waits for approval."""
        now = timezone.now()
        standing = Q(ended_at__isnull=True, expires_at__gt=now)
        return self.filter(standing | Q(approved_at__isnull=True))

    def most_urgent_first(self) -> Self:
        """Return what stands first, then what waits for approval, then the newest."""
        standing = Q(ended_at__isnull=True, expires_at__gt=timezone.now())
        return self.order_by(
            Case(
                When(standing, then=0),
                When(approved_at__isnull=True, then=1),
                default=2,
            ),
            "-sent_at",
            "-pk",
        )
