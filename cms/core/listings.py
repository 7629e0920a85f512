"""Lists of items, without knowing what kinds of item exist.

``cms.news`` and ``cms.events`` each register one source; home and section pages ask
them. A source returns :class:`Story` values, never pages, so that templates can't
trigger a query.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Generic, Protocol, TypeVar

from django.db.models import Exists
from django.db.models.expressions import Combinable

from cms.core.sections import Sections
from sites.snapshots import PortalSnapshot


@dataclass(frozen=True)
class Story:
    """One live item as lists show it."""

    id: int
    title: str
    url: str
    date: datetime | None
    section_path: str = ""  # url_path of the page it lies under
    kicker: str = ""
    summary: str = ""
    form: str = ""
    image: Any = None  # media_library.Image with its renditions, or None
    images: tuple[Any, ...] = field(default=())
    byline_names: str = ""
    is_republished: bool = False
    colour: int = 1
    image_alt: str = ""  # beside its headline a picture is decoration


@dataclass(frozen=True)
class Occasion:
    """One live event as calendars show it."""

    id: int
    title: str
    url: str
    starts_at: datetime | None
    ends_at: datetime | None
    place: str
    status: str
    organiser: str = ""
    colour: int = 1
    section_path: str = ""


class NewsSource(Protocol):
    def fronts(
        self, portal: PortalSnapshot, section_ids: Sequence[int], each: int
    ) -> dict[int, list[Story]]:
        """Return the newest ``each`` items of every section, in one query."""

    def latest(
        self,
        portal: PortalSnapshot,
        language: str,
        *,
        limit: int,
    ) -> list[Story]: ...

    def chosen(
        self, portal: PortalSnapshot | None, page_ids: Sequence[int]
    ) -> list[Story]:
        """Return live items in the order asked, leaving out what is not live."""

    def count_in_section(self, section_id: int) -> int: ...

    def in_section(
        self,
        portal: PortalSnapshot,
        section_id: int,
        *,
        start: int,
        stop: int,
        with_sizes: bool = True,
    ) -> list[Story]:
        """Return a stretch of a section.

        Pictures come with their sizes unless the caller loads these with others.
        """

    def on_topics(
        self,
        portal: PortalSnapshot,
        topic_ids: Sequence[int],
        *,
        language: str,
        span: tuple[date, date],
        limit: int,
    ) -> list[Story]: ...

    def of_event(
        self, portal: PortalSnapshot, event_id: int, *, language: str, limit: int
    ) -> list[Story]: ...

    def photo_reports(
        self, portal: PortalSnapshot, language: str, *, limit: int
    ) -> list[Story]:
        """Return the newest photo reports, each with the first of its pictures."""

    def lists_in(self, section: Combinable) -> Exists:
        """Return an expression that tells whether a section lists any item."""


class EventSource(Protocol):
    def upcoming(
        self, portal: PortalSnapshot, language: str, *, at: datetime, limit: int
    ) -> list[Occasion]: ...

    def past(
        self, portal: PortalSnapshot, language: str, *, at: datetime, limit: int
    ) -> list[Occasion]: ...

    def page_of(
        self, portal: PortalSnapshot, event_id: int, language: str
    ) -> str | None:
        """Return the address of an event's live page, if it has one."""


Source = TypeVar("Source")


class Slot(Generic[Source]):
    """Where one feature puts its source; a second registration is a mistake."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._source: Source | None = None

    def register(self, source: Source) -> None:
        if self._source is not None:
            raise RuntimeError(f"{self._name} has a source already")
        self._source = source

    def get(self) -> Source:
        if self._source is None:
            raise RuntimeError(f"no feature provides {self._name}")
        return self._source


news: Slot[NewsSource] = Slot("news")
events: Slot[EventSource] = Slot("events")


Listed = TypeVar("Listed", Story, Occasion)


def dressed(items: list[Listed], sections: Sections) -> list[Listed]:
    """Give each item the colour of its home section."""
    colours = {facts.url_path: facts.colour for facts in sections.values()}
    return [
        replace(item, colour=colours.get(item.section_path, item.colour))
        for item in items
    ]
