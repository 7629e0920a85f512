"""Where a page that left an address is now (decision 0021)."""

from dataclasses import dataclass

from wagtail.models import Page

from cms.core.models import FormerAddress
from cms.core.models.address import LONGEST
from sites.directory import directory

# Renamed with a section, moved, renamed again: each takes a step.
STEPS = 6


@dataclass(frozen=True)
class Place:
    """A home page and the path below it: ``van-hoa/hoi-lang/``."""

    home_id: int
    path: str

    @property
    def is_kept(self) -> bool:
        return len(self.path) <= LONGEST


def place_of(url_path: str) -> Place | None:
    """Return where in its portal a page stands; None for homes and what is above."""
    portal = directory.portal_of_path(url_path)
    for facts in portal.languages if portal else ():
        inside = url_path.removeprefix(facts.home_url_path)
        if inside not in {"", url_path}:
            return Place(facts.home_id, inside)
    return None


def present_url_path(url_path: str) -> str | None:
    """Return the ``url_path`` of the live page that once stood at another.

    Rows name pages, so following one always ends at the page's present place. Only
    what lies below a renamed page may have left that place in turn, which takes a
    further step; a place seen before ends the search.
    """
    seen = {url_path}
    for _step in range(STEPS):
        place = place_of(url_path)
        if place is None or not place.is_kept:
            return None
        row = FormerAddress.objects.nearest(place.home_id, place.path)
        if row is None:
            return None
        url_path = row.page.url_path + place.path.removeprefix(row.path)
        if Page.objects.filter(url_path=url_path, live=True).exists():
            return url_path
        if url_path in seen or place.path == row.path:
            return None
        seen.add(url_path)
    return None
