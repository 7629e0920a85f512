"""What other programs are told of live items and events. Plain values, as in listings."""

import re
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

# What XML and calendars can't hold, and a title pasted from elsewhere may.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def clean(text: str) -> str:
    """Return text without control characters."""
    return CONTROL.sub("", text)


@dataclass(frozen=True)
class Dispatch:
    """One live item as feeds and site maps tell of it."""

    public_id: uuid.UUID
    language: str
    title: str
    url: str  # absolute
    summary: str
    published_at: datetime
    updated_at: datetime
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    picture: Any = None  # a Rendition that every reader of feeds can show, or None
    source_url: str = ""  # of a re-published item
    issuer: str = ""  # where that is another unit than the portal's

    @property
    def urn(self) -> str:
        """Return a name that stays: an item is one public id in each language."""
        return uuid.uuid5(self.public_id, self.language).urn


@dataclass(frozen=True)
class CalendarEntry:
    """One live event as calendars of readers' own take it."""

    public_id: uuid.UUID
    title: str
    url: str  # absolute
    summary: str
    starts_at: datetime
    ends_at: datetime
    place: str
    organiser: str
    status: str
    published_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class Scope:
    """Which of a portal's items are wanted; empty values narrow nothing."""

    section_id: int | None = None
    topic_id: int | None = None
    since: datetime | None = None
