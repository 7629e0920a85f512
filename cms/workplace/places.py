"""The places a person may work in: their units, each with its portal if it has one."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractUser
from django.db.models import Case, QuerySet, When
from wagtail.models import Page

from cms.workplace.marks import CHIPS, THEME_COLOURS
from search.lookups import matching
from sites.models import Portal, PortalStatus, Unit
from sites.reach import FOLDER_PATH
from sites.selectors import units_served_by

# So many are seen at a glance; more are searched.
AT_A_GLANCE = 8


@dataclass(frozen=True)
class Place:
    """A unit in the list of the switcher."""

    unit: Unit
    status: str = ""
    chip: str = ""
    colour: str = ""
    hostname: str = ""


def units_of(user: AbstractUser, words: str = "") -> "QuerySet[Unit]":
    """Return the units a person works for, those with a portal first."""
    units = units_served_by(user).select_related("portal__site", "parent")
    found = matching(units, words, "name", "short_name", "code") if words else units
    return found.prefetch_related("portal__brandings").order_by(
        Case(When(portal=None, then=1), default=0), "sort_key", "pk"
    )


def place_of(unit: Unit) -> Place:
    """Return how a unit of :func:`units_of` is listed."""
    portal: Portal | None = getattr(unit, "portal", None)
    if portal is None:
        return Place(unit)
    branding = next(iter(portal.brandings.all()), None)
    status = PortalStatus(portal.status)
    return Place(
        unit,
        status=str(status.label),
        chip=CHIPS[status],
        colour=(branding.accent_light or THEME_COLOURS[branding.theme])
        if branding
        else "",
        hostname=portal.site.hostname,
    )


def folder_of(unit: Unit) -> Page | None:
    """Return the folder in which the unit's pages lie."""
    path = Portal.objects.filter(unit=unit).values_list(
        "site__root_page__path", flat=True
    )
    folder: Page | None = Page.objects.filter(
        path=(path.first() or "")[:FOLDER_PATH]
    ).first()
    return folder
