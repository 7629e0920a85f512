"""What a section page shows, by the kind of thing it lists."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404
from django.utils import timezone

from cms.core import listings
from cms.core.listings import Story, dressed
from cms.core.sections import Link, breadcrumb, sections_of
from cms.pages.pamphlets import pamphlets_of
from sites.snapshots import PortalSnapshot

PER_PAGE = 12
EVENTS_MAX = 30


class SectionStories:
    """The items of one section as Django's paginator wants them: counted and sliced."""

    def __init__(self, portal: PortalSnapshot, section_id: int) -> None:
        self._portal = portal
        self._section_id = section_id
        self._news = listings.news.get()

    def count(self) -> int:
        return self._news.count_in_section(self._section_id)

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> list[Story]:
        return self._news.in_section(
            self._portal, self._section_id, start=part.start, stop=part.stop
        )


def section_context(
    portal: PortalSnapshot, language: str, *, section_id: int, lists: str, page: str
) -> dict[str, Any]:
    """Return the template context of a section.

    Raises ``Http404`` for a page number that does not exist.
    """
    sections = sections_of(portal, language)
    facts = sections[section_id]
    shown = {
        "breadcrumb": breadcrumb(portal, language, facts.url),
        "colour": facts.colour,
        "subsections": [
            Link(inner.title, inner.url, inner.colour)
            for inner in sections.values()
            if inner.parent_id == section_id and inner.has_content
        ],
    }
    return {**shown, **LISTS[lists](portal, language, section_id, page)}


def _news(
    portal: PortalSnapshot, language: str, section_id: int, page: str
) -> dict[str, Any]:
    stories_of = SectionStories(portal, section_id)
    paginator: Paginator[Story] = Paginator(stories_of, PER_PAGE)  # type: ignore[arg-type]
    try:
        shown = paginator.page(page or 1)
    except (EmptyPage, PageNotAnInteger) as fault:
        raise Http404(str(fault)) from fault
    stories = dressed(list(shown.object_list), sections_of(portal, language))
    leads = shown.number == 1 and bool(stories)
    return {
        "lead": stories[0] if leads else None,
        "items": stories[1:] if leads else stories,
        "paginator_page": shown,
    }


def _events(
    portal: PortalSnapshot, language: str, section_id: int, page: str
) -> dict[str, Any]:
    source, now = listings.events.get(), timezone.now()
    sections = sections_of(portal, language)
    coming = source.upcoming(portal, language, at=now, limit=EVENTS_MAX)
    past = source.past(portal, language, at=now, limit=EVENTS_MAX)
    return {
        "events": {
            "upcoming": dressed(coming, sections),
            "past": dressed(past, sections),
        }
    }


def _pages(
    portal: PortalSnapshot, language: str, section_id: int, page: str
) -> dict[str, Any]:
    return {"children": pamphlets_of(portal, sections_of(portal, language)[section_id])}


LISTS: dict[str, Callable[[PortalSnapshot, str, int, str], dict[str, Any]]] = {
    "news": _news,
    "events": _events,
    "pages": _pages,
}
