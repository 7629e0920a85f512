"""Questions about routes."""

from datetime import datetime
from typing import Self

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils import timezone

from sites.selectors import units_allowing


class RouteQuerySet(models.QuerySet):
    def visible_to(self, user: AbstractUser) -> Self:
        """Return the routes of portals whose unit a role of the person reads them for."""
        return self.filter(portal__unit__in=units_allowing(user, "routes.view_route"))


class RouteVersionQuerySet(models.QuerySet):
    def in_force(self, at: datetime | None = None) -> Self:
        """Return the versions in force at a moment, now by default."""
        moment = at or timezone.now()
        still = Q(valid_to__isnull=True) | Q(valid_to__gt=moment)
        return self.filter(still, valid_from__lte=moment)

    def drafts(self) -> Self:
        return self.filter(valid_from__isnull=True)


class StepPartyQuerySet(models.QuerySet):
    def at(self, version_id: int, position: int) -> Self:
        """Return whose word a version waits for at one step."""
        return self.filter(
            step__version=version_id, step__position=position
        ).select_related("step", "unit", "person")
