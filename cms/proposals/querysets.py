"""Questions about proposed changes."""

from typing import Self

from django.db import models


class ProposalQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        """Return those that nobody has decided about."""
        return self.filter(state="waiting")

    def for_display(self) -> Self:
        return self.select_related("portal__unit", "proposer", "decided_by")
