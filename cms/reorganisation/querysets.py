"""Questions about changes of units."""

from typing import Self

from django.db import models


class ChangeQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Return those that may still be carried out."""
        return self.filter(state__in=("draft", "prepared"))
