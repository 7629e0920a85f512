"""The events feature's answers to the calendars of the house."""

from datetime import datetime, timedelta

from cms.core.bulletins import CalendarEntry
from cms.core.listings import Occasion
from cms.events import calendar
from cms.events.models import EventPage
from sites.answers import note_beyond, note_until
from sites.snapshots import LanguageFacts, PortalSnapshot

# An event that ends is listed among the past ones within this time.
JUST_OVER = timedelta(minutes=5)


class EventPages:
    """Implements ``cms.core.listings.EventSource``."""

    def upcoming(
        self, portal: PortalSnapshot, language: str, *, at: datetime, limit: int
    ) -> list[Occasion]:
        facts = portal.language(language)
        if facts is None:
            return []
        pages = EventPage.objects.of_home(facts.home_url_path).upcoming(at)[:limit]
        for page in pages:
            note_until(page.ends_at)
        return [_occasion(page, portal) for page in pages]

    def past(
        self, portal: PortalSnapshot, language: str, *, at: datetime, part: slice
    ) -> list[Occasion]:
        facts = portal.language(language)
        if facts is None:
            return []
        note_until(at + JUST_OVER)
        pages = EventPage.objects.of_home(facts.home_url_path).past(at)[part]
        return [_occasion(page, portal) for page in pages]

    def count_past(self, portal: PortalSnapshot, language: str, *, at: datetime) -> int:
        facts = portal.language(language)
        if facts is None:
            return 0
        note_until(at + JUST_OVER)
        count: int = EventPage.objects.of_home(facts.home_url_path).past(at).count()
        return count

    def page_of(
        self, portal: PortalSnapshot, event_id: int, language: str
    ) -> str | None:
        """Return where an event is told.

        An address in the portal itself is remembered; what is published elsewhere does not
        raise the stamp this portal's memory is kept under.
        """
        key = ("event page", f"{event_id} {language}")
        if key not in portal.memo:
            page = EventPage.objects.about(event_id, language).first()
            address = page.address(portal) if page else None
            if page is None or portal.address_of(page.url_path) is None:
                note_beyond()
                return address
            portal.memo[key] = address
        remembered: str | None = portal.memo[key]
        return remembered

    def calendar(
        self, facts: LanguageFacts, *, since: datetime, below: str, limit: int
    ) -> list[CalendarEntry]:
        return calendar.entries(facts, since=since, below=below, limit=limit)

    def calendar_entry(
        self, facts: LanguageFacts, *, code: str
    ) -> CalendarEntry | None:
        return calendar.entry(facts, code=code)


def _occasion(page: EventPage, viewer: PortalSnapshot) -> Occasion:
    return Occasion(
        id=page.pk,
        title=page.title,
        url=page.address(viewer) or "",
        starts_at=page.starts_at,
        ends_at=page.ends_at,
        place=page.place,
        status=page.status,
        organiser=page.organiser,
        section_path=page.url_path.rsplit("/", 2)[0] + "/",
    )
