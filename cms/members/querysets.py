"""Questions about invitations and suspensions."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils import timezone


class InvitationQuerySet(models.QuerySet):
    def pending(self, at: datetime | None = None) -> Self:
        """Return those that can still be accepted."""
        return self.filter(
            accepted_at__isnull=True,
            withdrawn_at__isnull=True,
            expires_at__gt=at or timezone.now(),
        )

    def since(self, moment: datetime) -> Self:
        return self.filter(invited_at__gte=moment)


class SuspensionQuerySet(models.QuerySet):
    def in_force(self) -> Self:
        return self.filter(ended_at__isnull=True)

    def closing_the_account_of(self, person_id: int) -> Self:
        """Return what keeps a person's account closed."""
        return self.in_force().filter(person=person_id, closed_account=True)
