"""Questions about openings and invitations to portals on trial."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class OpeningQuerySet(models.QuerySet[Any]):
    def under(self, units: Any) -> Self:
        """Return openings below any of the units, or of them."""
        return self.filter(above__in=units)

    def for_display(self) -> Self:
        return self.select_related(
            "above", "portal__unit", "portal__site", "changed_by"
        )

    def wanting(self, hostname: str) -> Self:
        """Return drafts and portals on trial that will take a hostname."""
        open_states = ("draft", "trial")
        return self.filter(hostname__iexact=hostname, state__in=open_states)

    def step(self, *, version: int, **values: Any) -> bool:
        """Write values if nobody wrote since ``version``; tell whether that was so."""
        return bool(
            self.filter(version=version).update(version=F("version") + 1, **values)
        )


class TrialInvitationQuerySet(models.QuerySet[Any]):
    def good(self, at: datetime | None = None) -> Self:
        """Return those whose link and pass open the portal at a moment."""
        return self.filter(withdrawn_at=None, expires_at__gt=at or timezone.now())

    def told_by(self, key: int, nonce: str) -> Self:
        return self.filter(Q(pk=key) & Q(nonce=nonce))

    def note_opening(self) -> int:
        return self.update(openings=F("openings") + 1, last_opened_at=timezone.now())
