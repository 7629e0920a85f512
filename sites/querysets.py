"""Questions about units, portals and roles, in the words of the field."""

from datetime import date, datetime
from typing import Self

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils import timezone


class UnitQuerySet(models.QuerySet):
    def existing(self, on: date | None = None) -> Self:
        """Return the units that exist on a day, today by default."""
        day = on or timezone.localdate()
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        )

    def historic(self, on: date | None = None) -> Self:
        """Return the units that ended before a day, today by default."""
        return self.filter(valid_to__lt=on or timezone.localdate())

    def served_by(self, user: AbstractUser, at: datetime | None = None) -> Self:
        """Return the units for which a person holds any role at a moment."""
        if user.is_superuser:
            return self.all()
        moment = at or timezone.now()
        return self.filter(
            Q(role_assignments__valid_to__isnull=True)
            | Q(role_assignments__valid_to__gt=moment),
            role_assignments__user=user,
            role_assignments__valid_from__lte=moment,
        ).distinct()

    def within_reach_of(self, user: AbstractUser) -> Self:
        """Return the units a person serves and those up to two tiers below them.

        Whom an office may name as in charge or as liable.
        """
        served = type(self)(self.model).served_by(user).values("pk")
        return self.filter(
            Q(pk__in=served) | Q(parent__in=served) | Q(parent__parent__in=served)
        )

    def lines(self) -> "models.QuerySet":
        """Return key, parent's key and name of each unit."""
        return self.values_list("pk", "parent_id", "name")


class RoleAssignmentQuerySet(models.QuerySet):
    def active(self, at: datetime | None = None) -> Self:
        """Return the roles held at a moment, now by default."""
        moment = at or timezone.now()
        return self.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gt=moment), valid_from__lte=moment
        )

    def with_state(self, at: datetime | None = None) -> Self:
        """Add ``is_active``: whether the role is held at a moment, now by default."""
        moment = at or timezone.now()
        held = Q(valid_from__lte=moment) & (
            Q(valid_to__isnull=True) | Q(valid_to__gt=moment)
        )
        return self.annotate(
            is_active=models.ExpressionWrapper(held, output_field=models.BooleanField())
        )


class PortalQuerySet(models.QuerySet):
    def for_display(self) -> Self:
        """Return portals with all that the directory page tells about them."""
        return self.select_related("site__root_page", "unit").prefetch_related(
            "hostnames",
            "languages__locale",
            "owner_texts__locale",
            "brandings",
            "unit__successions__successor",
        )

    def in_folder(self, slug: str) -> int | None:
        """Return the key of the portal whose unit folder has this slug."""
        return (
            self.filter(site__root_page__url_path__startswith=f"/{slug}/")
            .values_list("pk", flat=True)
            .first()
        )

    def nth(self, position: int) -> int | None:
        """Return the key of the portal at a position in order of opening."""
        keys = self.order_by("pk").values_list("pk", flat=True)
        return keys[position : position + 1].first()


class PortalHostnameQuerySet(models.QuerySet):
    def portal_at(self, hostname: str) -> int | None:
        """Return the key of the portal that has this hostname, in any case."""
        return (
            self.filter(hostname=hostname.lower())
            .values_list("portal_id", flat=True)
            .first()
        )

    def canonical_of(self, portal_id: int) -> str | None:
        """Return the hostname under which a portal wants to be known."""
        canonical = self.filter(portal=portal_id, is_canonical=True)
        return canonical.values_list("hostname", flat=True).first()

    def taken(self, hostname: str, *, besides: int | None) -> Self:
        """Return the row that has this hostname already, if it is another one."""
        held = self.filter(hostname=hostname).exclude(pk=besides)
        return held.select_related("portal__unit")


class PortalLanguageQuerySet(models.QuerySet):
    def default_locales(self) -> "models.QuerySet":
        """Return the keys of the locales that are a portal's default."""
        return self.filter(is_default=True).values("locale")
