"""An event in the words of schema.org."""

from typing import Any

from cms.core.metadata import Head, Thing, filled, moment
from cms.core.models import EventStatus
from sites.snapshots import PortalSnapshot

STATUS = {
    EventStatus.SCHEDULED: "https://schema.org/EventScheduled",
    EventStatus.POSTPONED: "https://schema.org/EventPostponed",
    EventStatus.CANCELLED: "https://schema.org/EventCancelled",
}


def event(page: Any, head: Head, portal: PortalSnapshot) -> Thing:
    """Return the event; one without a place is at its organiser's."""
    place = page.place or page.organiser or portal.unit_name
    organiser = page.organiser or portal.unit_name
    return {
        "@type": "Event",
        "@id": f"{head.url}#su-kien",
        **filled(
            name=page.title,
            description=head.summary,
            url=head.url,
            image=[head.picture_url] if head.picture_url else None,
            startDate=moment(page.starts_at),
            endDate=moment(page.ends_at),
            eventStatus=STATUS[EventStatus(page.status)],
            eventAttendanceMode="https://schema.org/OfflineEventAttendanceMode",
            location={"@type": "Place", "name": place, "address": place},
            organizer={
                "@type": "Organization",
                "name": organiser,
                "url": f"{portal.root_url}/",
            },
        ),
    }
