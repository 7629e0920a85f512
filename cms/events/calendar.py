"""Event pages as readers' own calendars take them."""

from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery

from cms.core.bulletins import CalendarEntry, clean
from cms.core.models import EditorialRecord
from cms.events.models import EventPage
from sites.snapshots import LanguageFacts


def entries(
    facts: LanguageFacts, *, since: datetime, below: str, limit: int
) -> list[CalendarEntry]:
    """Return the events of a language that end after a moment, in one query.

    ``below`` names the section they lie in by its ``url_path``; empty is everywhere.
    """
    pages = _with_records(facts).upcoming(since)
    if below:
        pages = pages.filter(url_path__startswith=below)
    return [_entry(page) for page in pages[:limit]]


def entry(facts: LanguageFacts, *, code: str) -> CalendarEntry | None:
    """Return one event by the code of its record."""
    records = EditorialRecord.objects.filter(code=code).values("translation_key")
    page = _with_records(facts).filter(translation_key__in=records).first()
    return _entry(page) if page else None


def _with_records(facts: LanguageFacts) -> Any:
    records = EditorialRecord.objects.filter(
        translation_key=OuterRef("translation_key")
    )
    return (
        EventPage.objects.of_home(facts.home_url_path)
        .defer("body")
        .annotate(public_id=Subquery(records.values("public_id")[:1]))
        .filter(public_id__isnull=False, starts_at__isnull=False, ends_at__isnull=False)
    )


def _entry(page: Any) -> CalendarEntry:
    return CalendarEntry(
        public_id=page.public_id,
        title=clean(page.title),
        url=page.address() or "",
        summary=clean(page.summary),
        starts_at=page.starts_at,
        ends_at=page.ends_at,
        place=clean(page.place),
        organiser=clean(page.organiser),
        status=page.status,
        published_at=page.first_published_at,
        updated_at=page.last_published_at or page.first_published_at,
    )
