"""Questions about warnings."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Case, Q, When
from django.utils import timezone

from sites.models import Unit


class AlertQuerySet(models.QuerySet):
    def in_force(self, at: datetime | None = None) -> Self:
        """Return what readers see at a moment, now by default."""
        return self.filter(ended_at__isnull=True, expires_at__gt=at or timezone.now())

    def on_portal(self, portal_id: int, unit_id: int) -> Self:
        """Return what was sent to a portal, or to all below an office above it."""
        everywhere = Q(is_everywhere=True) & Unit.objects.in_line("unit", unit_id)
        return self.filter(Q(portals=portal_id) | everywhere).distinct()

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
