"""Sections, menus and breadcrumbs of a portal, remembered until something changes."""

from typing import Any

from django.db.models import Exists, OuterRef
from wagtail.models import Page

from cms.core import listings
from cms.core.sections import Link, SectionFacts, Sections, sections_of
from sites.addresses import address_of
from sites.models import MenuItem
from sites.snapshots import PortalSnapshot


def read_sections(portal: PortalSnapshot, language: str) -> Sections:
    """Read the live sections of one language in tree order, in one query."""
    facts = portal.language(language)
    if facts is None:
        return {}
    rows = list(_section_rows(facts.home_url_path))
    ids = {row["path"]: row["pk"] for row in rows}
    return {
        row["pk"]: SectionFacts(
            id=row["pk"],
            title=row["title"],
            url=portal.address_of(row["url_path"]) or "",
            url_path=row["url_path"],
            path=row["path"],
            colour=row["sectionpage__colour"],
            lists=row["sectionpage__lists"],
            parent_id=ids.get(row["path"][: -Page.steplen]),
            has_content=row["has_pages"] or row["has_items"],
            in_menu=row["show_in_menus"],
        )
        for row in rows
    }


def _section_rows(home_url_path: str) -> Any:
    others = Page.objects.filter(
        path__startswith=OuterRef("path"), live=True, sectionpage__isnull=True
    )
    return (
        Page.objects.filter(
            url_path__startswith=home_url_path, live=True, sectionpage__isnull=False
        )
        .annotate(
            has_pages=Exists(others),
            has_items=listings.news.get().lists_in(OuterRef("pk")),
        )
        .order_by("path")
        .values(
            "pk", "path", "title", "url_path", "show_in_menus", "has_pages",
            "has_items",
            "sectionpage__colour", "sectionpage__lists",
        )
    )  # fmt: skip


def menu(portal: PortalSnapshot, language: str, path: str) -> list[Link]:
    """Return the sections of the header.

    A section without content stays out: a menu entry that leads to nothing is a broken
    promise.
    """
    return [
        Link(facts.title, facts.url, facts.colour, path.startswith(facts.url))
        for facts in sections_of(portal, language).values()
        if facts.parent_id is None and facts.in_menu and facts.has_content
    ]


def links(portal: PortalSnapshot, language: str, place: str) -> list[Link]:
    """Return the entries of one of the portal's menus in one language."""
    key = ("menus", language)
    if key not in portal.memo:
        portal.memo[key] = _read_menus(portal, language)
    remembered: dict[str, list[Link]] = portal.memo[key]
    return remembered.get(place, [])


def _read_menus(portal: PortalSnapshot, language: str) -> dict[str, list[Link]]:
    items = MenuItem.objects.filter(
        portal=portal.portal_id, locale__language_code=language
    ).select_related("page")
    menus: dict[str, list[Link]] = {}
    for item in items:
        url = item.url
        if item.page is not None:
            url = (
                (address_of(item.page.url_path, portal) or "") if item.page.live else ""
            )
        if url:
            menus.setdefault(item.place, []).append(Link(item.title, url))
    return menus
