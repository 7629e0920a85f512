"""Questions about units, portals and roles, in the words of the field."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from sites.order import InOrderQuerySet

# Province, department, subordinate unit, and one to spare (district, before 2025).
TIERS = 4
# Unit folders lie right below the root: two steps of treebeard's paths.
FOLDER_PATH = 8


class UnitQuerySet(InOrderQuerySet):
    def by_kind(self) -> Self:
        """Return the units of each kind together, in order of their names."""
        return self.order_by("kind", "sort_key", "pk")

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

    def under(self, units: "Iterable[int] | models.QuerySet") -> Self:
        """Return the units below others, down to ``TIERS`` tiers, without these."""
        below = Q()
        for tier in range(1, TIERS + 1):
            below |= Q((f"{'__'.join(['parent'] * tier)}__in", units))
        return self.filter(below)

    def above(self, unit_id: int) -> set[int]:
        """Return the keys of the units above one, up to ``TIERS`` tiers."""
        return self.over([unit_id])

    def line(self, unit_id: int) -> list[int]:
        """Return the keys of a unit and of those above it, the nearest first."""
        tiers = ["__".join(["parent"] * tier) for tier in range(1, TIERS + 1)]
        rows = self.filter(pk=unit_id).values_list("pk", *tiers)
        return [key for row in rows for key in row if key is not None]

    def over(self, units: Iterable[int]) -> set[int]:
        """Return the keys of all units above some, up to ``TIERS`` tiers."""
        tiers = ["__".join(["parent"] * tier) for tier in range(1, TIERS + 1)]
        rows = self.filter(pk__in=units).values_list(*tiers)
        return {key for row in rows for key in row if key is not None}

    def in_line(self, field: str, unit_id: int) -> Q:
        """Return the condition that a key names a unit or one above it; asks nothing."""
        unit, named = self.filter(pk=unit_id), Q((field, unit_id))
        for tier in range(1, TIERS + 1):
            named |= Q((f"{field}__in", unit.values("__".join(["parent"] * tier))))
        return named

    def within(self, units: "Iterable[int] | models.QuerySet") -> Self:
        """Return units and all that is below them."""
        return self.filter(pk__in=units) | self.under(units)

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

    def overlapping(self, begins: datetime, ends: datetime | None = None) -> Self:
        """Return the roles held at any moment from one to another, or ever after."""
        later = self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=begins))
        return later if ends is None else later.filter(valid_from__lt=ends)


class PortalQuerySet(models.QuerySet):
    def in_order(self) -> Self:
        """Return the portals in order of the names of their units."""
        return self.order_by("unit__sort_key", "unit_id")

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

    def unit_at(self, path: str) -> int | None:
        """Return the key of the unit whose folder has this tree path."""
        return (
            self.filter(site__root_page__path__startswith=path)
            .values_list("unit_id", flat=True)
            .first()
        )

    def on_trial(self) -> dict[int, str]:
        """Return the tree paths of the folders of portals on trial, by portal."""
        rows = self.filter(status="trial").values_list("pk", "site__root_page__path")
        return {key: path[:FOLDER_PATH] for key, path in rows}

    def home_of(self, unit_id: int) -> str:
        """Return the tree path of a unit's home page; empty without a portal."""
        paths = self.filter(unit=unit_id).values_list(
            "site__root_page__path", flat=True
        )
        return paths.first() or ""

    def collection_of(self, unit_id: int) -> str:
        """Return the tree path of a unit's collection; empty without a portal."""
        paths = self.filter(unit=unit_id).values_list("collection__path", flat=True)
        return paths.first() or ""

    def unit_keeping(self, collection: Any) -> int | None:
        """Return the key of the unit whose collection this is or lies in."""
        return (
            self.filter(collection__in=collection.get_ancestors(inclusive=True))
            .values_list("unit_id", flat=True)
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


class RetiredHostnameQuerySet(models.QuerySet):
    def reserved(self) -> Self:
        """Return the names that only the portal that had them may take again."""
        return self.filter(released_on__isnull=True)

    def closed_to(self, hostnames: Iterable[str], portal_id: int | None) -> Self:
        """Return which of the names are reserved for another portal than this one."""
        names = [hostname.lower().rstrip(".") for hostname in hostnames]
        held = self.reserved().filter(hostname__in=names)
        return held.exclude(portal=portal_id).select_related("portal__unit")


class PortalLanguageQuerySet(models.QuerySet):
    def default_locales(self) -> "models.QuerySet":
        """Return the keys of the locales that are a portal's default."""
        return self.filter(is_default=True).values("locale")
