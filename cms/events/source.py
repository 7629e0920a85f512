"""The events feature's answers to the calendars of the house."""

from datetime import datetime

from cms.core.listings import Occasion
from cms.events.models import EventPage
from sites.snapshots import PortalSnapshot


class EventPages:
    """Implements ``cms.core.listings.EventSource``."""

    def upcoming(
        self, portal: PortalSnapshot, language: str, *, at: datetime, limit: int
    ) -> list[Occasion]:
        facts = portal.language(language)
        if facts is None:
            return []
        pages = EventPage.objects.of_home(facts.home_url_path).upcoming(at)[:limit]
        return [_occasion(page, portal) for page in pages]

    def past(
        self, portal: PortalSnapshot, language: str, *, at: datetime, limit: int
    ) -> list[Occasion]:
        facts = portal.language(language)
        if facts is None:
            return []
        pages = EventPage.objects.of_home(facts.home_url_path).past(at)[:limit]
        return [_occasion(page, portal) for page in pages]

    def page_of(
        self, portal: PortalSnapshot, event_id: int, language: str
    ) -> str | None:
        pages = EventPage.objects.live().filter(
            event=event_id, locale__language_code=language
        )
        page = pages.order_by("pk").first()
        return page.address(portal) if page else None


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
