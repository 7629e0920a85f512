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

from cms.core.bulletins import CalendarEntry, Dispatch, Scope
from cms.core.sections import Sections
from sites.snapshots import LanguageFacts, PortalSnapshot


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
    source: str = ""  # of a re-published item: who published it first
    publisher: str = ""  # the portal it stands on, where that is another one


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


@dataclass(frozen=True)
class FrontWish:
    """What the blocks of one front page ask for, all together; 0 asks for none."""

    section_ids: tuple[int, ...] = ()
    each: int = 0  # of every section
    chosen: tuple[int, ...] = ()
    latest: int = 0
    photo_reports: int = 0
    videos: int = 0
    republished: int = 0


@dataclass(frozen=True)
class FrontStories:
    """The newest first; what was chosen in the order asked, without what isn't live."""

    sections: dict[int, list[Story]] = field(default_factory=dict)
    chosen: list[Story] = field(default_factory=list)
    latest: list[Story] = field(default_factory=list)
    photo_reports: list[Story] = field(default_factory=list)
    videos: list[Story] = field(default_factory=list)
    republished: list[Story] = field(default_factory=list)


@dataclass(frozen=True)
class Pick:
    """What readers narrow a section to; empty values narrow nothing."""

    form: str = ""
    year: int | None = None


EVERYTHING = Pick()


@dataclass(frozen=True)
class About:
    """What a list gathers from all sections: a topic, or what some names stand under."""

    topic_id: int | None = None
    slug: str = ""  # of the names, which share it with others
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Author:
    """A name that items stand under, in all its spellings.

    Nothing else of the person is known here: no account, no e-mail, no telephone.
    """

    name: str  # as it was shown last
    spellings: tuple[str, ...]
    unit: str = ""  # the last one named beside it
    roles: tuple[str, ...] = ()
    number: int = 0  # of items


@dataclass(frozen=True)
class Facets:
    """What a section can be narrowed to: the forms and years that occur in it."""

    forms: tuple[str, ...] = ()
    years: tuple[int, ...] = ()  # the newest first


class NewsSource(Protocol):
    def front(
        self, portal: PortalSnapshot, language: str, wish: FrontWish
    ) -> FrontStories:
        """Return all that a front page shows, in a fixed number of queries.

        Only the newest photo report comes with the first of its pictures.
        """

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

    def count_in_section(self, section_id: int, pick: Pick = EVERYTHING) -> int: ...

    def facets(self, section_id: int) -> Facets: ...

    def in_section(
        self,
        portal: PortalSnapshot,
        section_id: int,
        *,
        start: int,
        stop: int,
        pick: Pick = EVERYTHING,
    ) -> list[Story]: ...

    def beside(
        self,
        portal: PortalSnapshot,
        language: str,
        *,
        page_id: int,
        section_id: int | None,
        topic_ids: Sequence[int],
        limits: tuple[int, int],
    ) -> tuple[list[Story], list[Story]]:
        """Return other items on the same topics, then others of the same section.

        One query for both; no item is in both. Pictures come without their sizes,
        which the caller loads together with others.
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

    def count_about(self, facts: LanguageFacts, about: About) -> int: ...

    def about(
        self, portal: PortalSnapshot, facts: LanguageFacts, about: About, *, part: slice
    ) -> list[Story]:
        """Return a stretch of one language's items about something, the newest first."""

    def authors(self, facts: LanguageFacts, slug: str) -> list[Author]:
        """Return the names that share an address part, those with most items first."""

    def dispatches(
        self, facts: LanguageFacts, scope: Scope, *, limit: int
    ) -> list[Dispatch]:
        """Return the newest items of one language for other programs."""

    def lists_in(self, section: Combinable) -> Exists:
        """Return an expression that tells whether a section lists any item."""


class EventSource(Protocol):
    def upcoming(
        self, portal: PortalSnapshot, language: str, *, at: datetime, limit: int
    ) -> list[Occasion]: ...

    def past(
        self, portal: PortalSnapshot, language: str, *, at: datetime, part: slice
    ) -> list[Occasion]:
        """Return a stretch of what is over, the latest first."""

    def count_past(
        self, portal: PortalSnapshot, language: str, *, at: datetime
    ) -> int: ...

    def page_of(
        self, portal: PortalSnapshot, event_id: int, language: str
    ) -> str | None:
        """Return the address of an event's live page, if it has one."""

    def calendar(
        self, facts: LanguageFacts, *, since: datetime, below: str, limit: int
    ) -> list[CalendarEntry]:
        """Return what ends after a moment, below a ``url_path`` or everywhere."""

    def calendar_entry(
        self, facts: LanguageFacts, *, code: str
    ) -> CalendarEntry | None: ...


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
