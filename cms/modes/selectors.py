"""Questions about modes that span units, portals and items."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from cms.core.models import EditorialRecord
from cms.modes.choices import FESTIVE, EffectKind, ModeKind, Scope
from cms.modes.models import Effect, Mode
from cms.routes.matters import ELECTION
from cms.routes.models import Destination, RouteVersion, Subject
from sites.directory import directory
from sites.models import Portal, Unit
from sites.querysets import PortalQuerySet
from sites.selectors import units_allowing


def portals_of(mode: Mode) -> PortalQuerySet:
    """Return the portals that a mode covers now."""
    if mode.scope == Scope.CHOSEN:
        return Portal.objects.filter(pk__in=mode.portals.values("pk"))
    return Portal.objects.filter(unit__in=Unit.objects.within([mode.unit_id]))


def same_days(mode: Mode, portals: "QuerySet[Any] | list[Portal]") -> "QuerySet[Mode]":
    """Return other modes of its kind that are wanted for the same portals and days."""
    rows = Mode.objects.meeting(mode.begins_at, mode.ends_at)
    rows = rows.filter(_covering(list(portals)), kind=mode.kind)
    return rows.exclude(pk=mode.pk)


def _covering(portals: list[Portal]) -> Q:
    """Return the condition that a mode covers one of some portals."""
    units = [one.unit_id for one in portals]
    line = {*units, *Unit.objects.over(units)}
    named = Mode.portals.through.objects.filter(portal__in=portals).values("mode")
    below = Q(scope=Scope.BELOW, unit__in=line)
    return below | Q(scope=Scope.CHOSEN, pk__in=named)


def mode_on(
    kind: str, portal_id: int, unit_id: int, at: datetime | None = None
) -> Mode | None:
    """Return the mode of a kind that is on at a portal; asked of the database itself."""
    rows = Mode.objects.on(at).covering(portal_id, unit_id)
    return rows.filter(kind=kind).order_by("-ends_at").first()


def mourning_at(page: Page, at: datetime | None = None) -> Mode | None:
    """Return the mourning that a page's portal keeps."""
    portal = directory.portal_of_path(page.url_path)
    if portal is None:
        return None
    return mode_on(ModeKind.MOURNING, portal.portal_id, portal.unit_id, at)


def eclipsed_by(mode: Mode) -> "QuerySet[Mode]":
    """Return the festive modes whose banners a mourning kept from readers."""
    if mode.kind != ModeKind.MOURNING or mode.approved_at is None:
        return Mode.objects.none()
    over = min(mode.over_at, timezone.now())
    festive = Mode.objects.filter(kind__in=FESTIVE, approved_at__isnull=False)
    met = festive.filter(begins_at__lt=over, ends_at__gt=mode.begins_at)
    early = Q(ended_at__isnull=True) | Q(ended_at__gt=mode.begins_at)
    covering = _covering(list(portals_of(mode)))
    return met.filter(covering, early).order_by("begins_at", "pk")


def without_stricter_route(mode: Mode) -> list[Portal]:
    """Return the portals of an election where no stricter route waits for items."""
    if mode.kind != ModeKind.ELECTION:
        return []
    rows = RouteVersion.objects.in_force(max(mode.begins_at, timezone.now())).filter(
        route__subject=Subject.ITEM, route__destination=Destination.PORTAL
    )
    strict = {
        unit
        for unit, flags in rows.values_list("route__portal__unit", "flags")
        if ELECTION in flags
    }
    covered = set(Unit.objects.within(strict).values_list("pk", flat=True))
    portals = portals_of(mode).exclude(status="frozen").select_related("unit", "site")
    return [one for one in portals.in_order() if one.unit_id not in covered]


def held_count(modes: "list[Mode]", user: Any) -> dict[int, int]:
    """Return how many releases each mode holds now, of items that somebody may know of."""
    rows = visible_effects(user).open().filter(kind=EffectKind.HELD, mode__in=modes)
    found: dict[int, int] = {}
    for key in rows.values_list("mode", flat=True):
        found[key] = found.get(key, 0) + 1
    return found


def visible_effects(user: Any) -> Any:
    """Return what modes did to items that somebody reads, and to their units' pages."""
    records = EditorialRecord.objects.visible_to(user)
    units = units_allowing(user, "core.view_editorialrecord")
    return Effect.objects.filter(
        Q(record__in=records) | Q(record__isnull=True, unit__in=units)
    )
