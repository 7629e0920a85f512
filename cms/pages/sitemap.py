"""The site map for readers: sections and pages of text as one tree."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from wagtail.models import Page

from cms.core.restrictions import open_to_all
from cms.core.sections import Sections, sections_of
from sites.snapshots import PortalSnapshot

PAGES_MAX = 1000


@dataclass
class Place:
    """A section or a page of text, and what lies under it."""

    title: str
    url: str
    colour: int = 0  # of a section, 1 to 8; 0 for a page
    places: list["Place"] = field(default_factory=list)


def sitemap_of(portal: PortalSnapshot, language: str) -> list[Place]:
    """Return what lies right under the home page, remembered until it changes."""
    key = ("sitemap", language)
    if key not in portal.memo:
        portal.memo[key] = _read(portal, language)
    remembered: list[Place] = portal.memo[key]
    return remembered


def _read(portal: PortalSnapshot, language: str) -> list[Place]:
    sections = sections_of(portal, language)
    found = {
        facts.path: Place(facts.title, facts.url, facts.colour)
        for facts in sections.values()
        if _is_shown(facts.id, sections)
    }
    for row in _pages(portal, language):
        url = portal.address_of(row["url_path"]) or ""
        found[row["path"]] = Place(row["title"], url)
    return _as_tree(found)


def _is_shown(section_id: int, sections: Sections) -> bool:
    facts = sections[section_id]
    return facts.in_menu and facts.has_content


def _pages(portal: PortalSnapshot, language: str) -> Iterable[dict[str, Any]]:
    facts = portal.language(language)
    if facts is None:
        return []
    texts = Q(standardpage__isnull=False) | Q(specialpage__isnull=False)
    pages = open_to_all(Page.objects.live()).filter(
        texts, url_path__startswith=facts.home_url_path
    )
    rows: Iterable[dict[str, Any]] = pages.order_by("path").values(
        "path", "title", "url_path"
    )[:PAGES_MAX]
    return rows


def _as_tree(found: dict[str, Place]) -> list[Place]:
    """Put each place under the nearest one above it, in the order of the tree."""
    top: list[Place] = []
    for path in sorted(found):
        above = path[: -Page.steplen]
        while above and above not in found:
            above = above[: -Page.steplen]
        (found[above].places if above else top).append(found[path])
    return top
