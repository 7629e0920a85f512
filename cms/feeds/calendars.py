"""Events for readers' own calendars (iCalendar, RFC 5545)."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from cms.core.bulletins import CalendarEntry, clean
from cms.core.models import EventStatus

MEDIA_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Dinh//House of portals//VI"
LOOK_AGAIN = timedelta(hours=6)
# A postponed event keeps its old time until there is a new one: nobody should count on it.
STATUS = {
    EventStatus.SCHEDULED: "CONFIRMED",
    EventStatus.POSTPONED: "TENTATIVE",
    EventStatus.CANCELLED: "CANCELLED",
}


def write(entries: Iterable[CalendarEntry], *, title: str, link: str) -> bytes:
    """Return a calendar with the rules of its time zone."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", clean(title))
    calendar.add("x-wr-calname", clean(title))
    calendar.add("url", link)
    calendar.add("refresh-interval", LOOK_AGAIN, parameters={"value": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry))
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written


def _event(entry: CalendarEntry) -> Event:
    event = Event()
    event.add("uid", str(entry.public_id))
    event.add("summary", _title(entry))
    event.add("dtstart", timezone.localtime(entry.starts_at))
    event.add("dtend", timezone.localtime(entry.ends_at))
    event.add("dtstamp", entry.updated_at)
    event.add("created", entry.published_at)
    event.add("last-modified", entry.updated_at)
    event.add("sequence", _sequence(entry))
    event.add("status", STATUS[EventStatus(entry.status)])
    event.add("transp", "TRANSPARENT")  # an invitation, not an appointment
    event.add("url", entry.url)
    for name, text in (
        ("description", entry.summary),
        ("location", entry.place),
        ("contact", entry.organiser),
    ):
        if text:
            event.add(name, text)
    return event


def _title(entry: CalendarEntry) -> str:
    """Say in the title what many calendars don't show of the status."""
    if entry.status == EventStatus.SCHEDULED:
        return entry.title
    status = EventStatus(entry.status).label
    return _("%(status)s: %(title)s") % {"status": status, "title": entry.title}


def _sequence(entry: CalendarEntry) -> int:
    """Return a number that rises with every publication, without a counter."""
    return max(0, int((entry.updated_at - entry.published_at).total_seconds()))
