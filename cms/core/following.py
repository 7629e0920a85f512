"""Ways to follow a portal or a section from elsewhere, as readers see them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.core.doors import door
from cms.core.metadata import FEED_TYPES
from cms.core.sections import sections_of
from sites.snapshots import PortalSnapshot

FORMATS = {"atom": "Atom", "rss": "RSS"}
CALENDAR_TYPE = "text/calendar"


@dataclass(frozen=True)
class Way:
    """A feed or a calendar; ``label`` tells it apart where several pages name theirs."""

    title: str
    url: str
    media_type: str
    label: str


def ways_of_portal(portal: PortalSnapshot, language: str) -> list[Way]:
    """Return the portal's feeds, and its calendar where it has a section of events."""
    label = _("the whole portal")
    ways = _feeds(portal, language, label, "portal_feed")
    sections = sections_of(portal, language).values()
    if any(facts.lists == "events" for facts in sections):
        ways += _calendar(portal, language, label, "portal_calendar")
    return ways


def ways_of_section(
    portal: PortalSnapshot, language: str, *, lists: str, code: str, title: str
) -> list[Way]:
    """Return the feeds of a section of news or the calendar of one of events.

    A section has them by the code of its record; pages of text have none.
    """
    if not code:
        return []
    if lists == "news":
        return _feeds(portal, language, title, "section_feed", code)
    if lists == "events":
        return _calendar(portal, language, title, "section_calendar", code)
    return []


def _feeds(
    portal: PortalSnapshot, language: str, label: str, name: str, *args: object
) -> list[Way]:
    found = (
        Way(FORMATS[kind], door(portal, language, name, *args, kind), kept_as, label)
        for kind, kept_as in FEED_TYPES.items()
    )
    return [way for way in found if way.url]


def _calendar(
    portal: PortalSnapshot, language: str, label: str, name: str, *args: object
) -> list[Way]:
    url = door(portal, language, name, *args)
    title = _("Calendar (iCal)")
    return [Way(title, url, CALENDAR_TYPE, label)] if url else []
