"""What is asked about when a route is looked for, and which route is its own."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from cms.core.models import BasePage, EditorialRecord
from cms.routes.models import Destination, RouteVersion, Subject
from sites.directory import directory
from sites.models import Unit
from sites.snapshots import PortalSnapshot

Circumstance = Callable[[PortalSnapshot, datetime | None], set[str]]

FLAGS = ("is_political", "is_spokesperson", "is_sensitive")
EMBARGO = "embargo"
# Not of the item but of the days: a version marked so is a stricter one for elections.
ELECTION = "election"

_circumstances: list[Circumstance] = []


@dataclass(frozen=True)
class Matter:
    """One thing on its way to one place, as routes see it."""

    portal_id: int
    subject: str
    destination: str
    language: str
    path: str  # in the tree; its sections are above it
    form: str = ""
    tier: str = ""
    topics: frozenset[int] = field(default=frozenset())
    flags: frozenset[str] = field(default=frozenset())


def register_circumstance(flags: Circumstance) -> None:
    """Let a feature say what marks everything that a portal decides at a moment."""
    if flags not in _circumstances:
        _circumstances.append(flags)


def matter_of(
    page: BasePage,
    record: EditorialRecord,
    *,
    subject: str = "",
    destination: str = Destination.PORTAL,
    at: datetime | None = None,
) -> Matter | None:
    """Return what routes ask about a page as its newest revision has it.

    None outside every portal. ``subject`` is told by the page where none is given.
    """
    portal = directory.portal_of_path(page.url_path)
    if portal is None:
        return None
    topics = getattr(page, "topics", None)
    return Matter(
        portal_id=portal.portal_id,
        subject=subject or subject_of(record),
        destination=destination,
        language=page.locale.language_code,
        path=page.path,
        form=record.form,
        tier=record.tier,
        topics=frozenset(topic.pk for topic in topics.all()) if topics else frozenset(),
        flags=flags_of(record, at).union(
            *(flags(portal, at) for flags in _circumstances)
        ),
    )


def subject_of(record: EditorialRecord) -> Subject:
    return Subject.ITEM if record.form else Subject.PAGE


def flags_of(record: EditorialRecord, at: datetime | None = None) -> frozenset[str]:
    """Return the record's flags; an embargo counts until it is over."""
    flags = {name for name in FLAGS if getattr(record, name)}
    if record.embargo_until and record.embargo_until > (at or timezone.now()):
        flags.add(EMBARGO)
    return frozenset(flags)


def version_for(matter: Matter, at: datetime | None = None) -> RouteVersion | None:
    """Return the version in force of the first route that covers the matter.

    Three queries, however many routes there are. During an election the routes drawn up
    for it come first: the portal's own, else those of the nearest unit above that has one.
    """
    versions = (
        RouteVersion.objects.in_force(at)
        .filter(route__subject=matter.subject, route__destination=matter.destination)
        .select_related("route")
        .prefetch_related("sections", "topics")
        .order_by("route__rank", "route", "-number")
    )
    own = versions.filter(route__portal=matter.portal_id)
    stricter = _of_election(matter, versions) if ELECTION in matter.flags else None
    return stricter or next((one for one in own if covers(one, matter)), None)


def _of_election(
    matter: Matter, versions: "QuerySet[RouteVersion]"
) -> RouteVersion | None:
    portal = directory.portal(matter.portal_id)
    line = Unit.objects.line(portal.unit_id) if portal else []
    of_line = versions.filter(route__portal__unit__in=line)
    fitting = [
        one
        for one in of_line.select_related("route__portal")
        if ELECTION in one.flags and covers(one, matter)
    ]
    return min(
        fitting, key=lambda one: line.index(one.route.portal.unit_id), default=None
    )


def covers(version: RouteVersion, matter: Matter) -> bool:
    """Tell whether all conditions of a version hold; an empty one always does.

    One whose sections or topics are all gone is not empty: it covers nothing any more.
    """
    sections = [section.path for section in version.sections.all()]
    return (
        _among(version.forms, matter.form)
        and _among(version.tiers, matter.tier)
        and _among(version.languages, matter.language)
        and _meets(version.flags, matter.flags)
        and _is_about(version, matter)
        and (not version.is_for_sections or any(map(matter.path.startswith, sections)))
    )


def _is_about(version: RouteVersion, matter: Matter) -> bool:
    topics = {topic.pk for topic in version.topics.all()}
    return not version.is_for_topics or not topics.isdisjoint(matter.topics)


def _among(wanted: Collection[str], value: str) -> bool:
    return not wanted or value in wanted


def _meets(wanted: Collection[object], values: frozenset[object]) -> bool:
    return not wanted or not values.isdisjoint(wanted)
