"""What the desk learns of a revision: facts, read without the page's own columns."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol, runtime_checkable

from cms.core.models.forms import Origin


@dataclass(frozen=True)
class RevisionFacts:
    """The facts of one revision that lists, clocks and routes read."""

    form: str = ""
    event_id: int | None = None
    event_date: date | None = None
    byline: str = ""
    topics: tuple[str, ...] = field(default=())
    origin: str = Origin.OWN
    source_name: str = ""
    source_url: str = ""
    source_published_at: datetime | None = None


@runtime_checkable
class StatesFacts(Protocol):
    """A page type with facts for the desk; other pages only have a title."""

    def revision_facts(self) -> RevisionFacts: ...


def facts_of(page: object) -> RevisionFacts:
    return page.revision_facts() if isinstance(page, StatesFacts) else RevisionFacts()
