"""The mark of the portal a screen of the administration is about.

It comes from the object that is shown, else from the unit the person works for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from sites.directory import directory
from sites.models import Portal, PortalStatus, Unit
from sites.reach import reach_of
from sites.snapshots import PortalSnapshot
from sites.working import working_unit_of

# The accents of the themes, for a swatch of one colour; a test holds them against the
# style sheets.
THEME_COLOURS = {
    "ha-noi": "#b52018",
    "tay-ninh": "#036035",
    "da-nang": "#ac066c",
    "ca-mau": "#07614d",
    "kien-giang": "#9c1828",
    "bao-tang": "#91380e",
    "thu-vien": "#50349c",
    "du-lich": "#9e3f00",
    "the-thao": "#0055b9",
}
# Where views of Wagtail and ours put the object they are about, the nearest first.
SHOWN = (
    *("page", "page_to_move", "parent_page", "object", "instance"),
    *("image", "document", "media", "collection"),
)
ROOT_DEPTH = 1
CHIPS = {
    PortalStatus.TRIAL: "warn",
    PortalStatus.OPEN: "ok",
    PortalStatus.SUSPENDED: "crit",
    PortalStatus.FROZEN: "info",
}


@dataclass(frozen=True)
class Mark:
    """A portal in a header: name, state, colour."""

    name: str
    status: str = ""
    chip: str = ""
    colour: str = ""
    theme: str = ""


def note_place(request: HttpRequest, context: Mapping[str, Any]) -> None:
    """Remember the objects a page is about; nothing is asked before a mark is drawn."""
    shown = [context[name] for name in SHOWN if context.get(name) is not None]
    request.shown_objects = shown  # type: ignore[attr-defined]


def mark_of(request: HttpRequest) -> Mark | None:
    """Return the mark of the screen; None where it is about no unit in particular."""
    for shown in getattr(request, "shown_objects", ()):
        portal = portal_of(shown)
        if portal is not None:
            return _mark(portal)
    unit = unit_of(request)
    if unit is None:
        return None
    portal = directory.portal(unit.portal.pk) if hasattr(unit, "portal") else None
    return _mark(portal) if portal else Mark(unit.name)


def unit_of(request: HttpRequest) -> Unit | None:
    """Return the unit the request works in, read once."""
    if not hasattr(request, "desk_unit"):
        request.desk_unit = working_unit_of(request)  # type: ignore[attr-defined]
    unit: Unit | None = request.desk_unit  # type: ignore[attr-defined]
    return unit


def name_of_unit(request: HttpRequest) -> str:
    """Return the short name of the unit the request works in; its portal is known."""
    working = getattr(request.user, "working_unit_id", 0)
    if not request.user.is_superuser:
        place = reach_of(request.user).places.get(working)
        if place is not None:
            return place.unit_short_name or place.unit_name
    unit = unit_of(request)
    return (unit.short_name or unit.name) if unit else ""


def may_switch(request: HttpRequest) -> bool:
    """Tell whether the person works for more than one unit; keepers may for all."""
    return request.user.is_superuser or len(reach_of(request.user).held) > 1


def portal_of(shown: Any) -> PortalSnapshot | None:
    """Return the portal an object belongs to: a page, a file, or what a unit owns."""
    if isinstance(shown, Page):
        inside = shown.url_path and shown.depth > ROOT_DEPTH
        return directory.portal_of_path(shown.url_path) if inside else None
    if isinstance(shown, Portal):
        return directory.portal(shown.pk)
    owner = _owner(shown)
    if not owner:
        return None
    read = _read_along(shown)
    if read is not None:
        return directory.portal(read.pk)
    key = Portal.objects.filter(**owner).values_list("pk", flat=True).first()
    return directory.portal(key) if key else None


def _read_along(shown: Any) -> Portal | None:
    """Return the portal of the unit, if a view has read both with the object."""
    unit = shown._state.fields_cache.get("unit")
    return unit._state.fields_cache.get("portal") if unit is not None else None


def _owner(shown: Any) -> dict[str, Any]:
    """Return how the portal of an object is found among the others."""
    if isinstance(shown, Unit):
        return {"unit": shown.pk}
    for field, column in (("unit", "unit_id"), ("collection", "collection_id")):
        if getattr(shown, column, None) is not None:
            return {field: getattr(shown, column)}
    return {}


def _mark(portal: PortalSnapshot) -> Mark:
    status = PortalStatus(portal.status)
    return Mark(
        name=portal.owner(portal.default_language.code).name or portal.unit_name,
        status=str(status.label),
        chip=CHIPS[status],
        colour=portal.accents[0] or THEME_COLOURS[portal.theme],
        theme=portal.theme,
    )
