"""Questions about old addresses."""

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Q


class AddressRuleQuerySet(models.QuerySet):
    def of_portal(self, portal_id: int) -> Self:
        return self.filter(portal=portal_id)

    def patterns(self, portal_id: int) -> Self:
        """Return the rules that have gaps."""
        return self.filter(portal=portal_id, is_pattern=True)

    def named(self, portal_id: int, digests: Iterable[str]) -> Self:
        """Return the rules without gaps that match exactly one of the addresses."""
        found = self.filter(portal=portal_id, digest__in=list(digests))
        return found.filter(is_pattern=False).select_related("page")

    def forms(self, portal_id: int) -> "models.QuerySet":
        """Return which hosts and parameters the rules without gaps ask for."""
        exact = self.filter(portal=portal_id, is_pattern=False).order_by()
        return exact.values_list("host", "names").distinct()

    def of_units(self, units: "models.QuerySet") -> Self:
        return self.filter(portal__unit__in=units)

    def broken(self) -> Self:
        """Return rules whose page was deleted: they answer that it is gone."""
        return self.filter(Q(page__isnull=True), target="", is_gone=False)


class AddressImportQuerySet(models.QuerySet):
    def of_units(self, units: "models.QuerySet") -> Self:
        return self.filter(portal__unit__in=units)
