"""What a section page shows, by the kind of thing it lists."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.http import Http404
from django.utils import timezone

from cms.core import listings
from cms.core.listings import EVERYTHING, Occasion, Pick, Story, dressed
from cms.core.sections import Link, SectionFacts, breadcrumb, sections_of
from cms.pages.calendars import months_of
from cms.pages.narrowing import narrowing_of
from cms.pages.pamphlets import pamphlets_of
from sites.snapshots import PortalSnapshot

PER_PAGE = 12
EVENTS_MAX = 60
PAST_PER_PAGE = 20

Row = TypeVar("Row", Story, Occasion)


@dataclass(frozen=True)
class Asked:
    """One reader's question about one section."""

    portal: PortalSnapshot
    language: str
    section: SectionFacts
    query: Mapping[str, str]

    def page_of(self, rows: Any, each: int) -> Page:
        """Return the page of a list that was asked for; ``Http404`` if there is none."""
        try:
            return Paginator(rows, each).page(self.query.get("page") or 1)
        except (EmptyPage, PageNotAnInteger) as fault:
            raise Http404(str(fault)) from fault

    def dressed(self, rows: list[Row]) -> list[Row]:
        return dressed(rows, sections_of(self.portal, self.language))


class SectionStories:
    """The items of one section as Django's paginator wants them: counted and sliced."""

    def __init__(
        self, portal: PortalSnapshot, section_id: int, pick: Pick = EVERYTHING
    ) -> None:
        self._portal = portal
        self._section_id = section_id
        self._pick = pick
        self._news = listings.news.get()

    def count(self) -> int:
        return self._news.count_in_section(self._section_id, self._pick)

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> list[Story]:
        return self._news.in_section(
            self._portal,
            self._section_id,
            start=part.start,
            stop=part.stop,
            pick=self._pick,
        )


class PastEvents:
    """What is over, as the paginator wants it."""

    def __init__(self, portal: PortalSnapshot, language: str) -> None:
        self._portal = portal
        self._language = language
        self._now = timezone.now()
        self._events = listings.events.get()

    def count(self) -> int:
        return self._events.count_past(self._portal, self._language, at=self._now)

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> list[Occasion]:
        return self._events.past(self._portal, self._language, at=self._now, part=part)


def section_context(
    portal: PortalSnapshot,
    language: str,
    *,
    section_id: int,
    lists: str,
    query: Mapping[str, str],
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
    return {**shown, **LISTS[lists](Asked(portal, language, facts, query))}


def _news(asked: Asked) -> dict[str, Any]:
    narrowing = narrowing_of(asked.portal, asked.section.id, asked.query)
    rows = SectionStories(asked.portal, asked.section.id, narrowing.pick)
    shown = asked.page_of(rows, PER_PAGE)
    stories = asked.dressed(list(shown.object_list))
    leads = shown.number == 1 and bool(stories) and not narrowing.is_active
    return {
        "narrowing": narrowing,
        "lead": stories[0] if leads else None,
        "items": stories[1:] if leads else stories,
        "paginator_page": shown,
        "paginator_query": narrowing.query,
    }


def _events(asked: Asked) -> dict[str, Any]:
    source, now = listings.events.get(), timezone.now()
    past = asked.page_of(PastEvents(asked.portal, asked.language), PAST_PER_PAGE)
    coming = (
        source.upcoming(asked.portal, asked.language, at=now, limit=EVENTS_MAX)
        if past.number == 1
        else []
    )
    return {
        "events": {
            "upcoming": months_of(asked.dressed(coming)),
            "past": months_of(asked.dressed(list(past.object_list))),
        },
        "paginator_page": past,
    }


def _pages(asked: Asked) -> dict[str, Any]:
    found = pamphlets_of(asked.portal, [asked.section])[asked.section.id]
    shown = asked.page_of(found, max(len(found), 1))
    return {"children": list(shown.object_list)}


LISTS: dict[str, Callable[[Asked], dict[str, Any]]] = {
    "news": _news,
    "events": _events,
    "pages": _pages,
}
