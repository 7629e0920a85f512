"""What a keeper of routes is warned of: steps nobody can decide, routes nobody reaches."""

from collections.abc import Iterable
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.models import EditorialRecord
from cms.routes.matters import ELECTION, Matter
from cms.routes.models import PartyKind, Route, RouteStep, RouteVersion, StepParty
from cms.routes.parties import people_speaking, waits_for
from cms.users.models import User

USUAL = timedelta(days=90)


def warnings_of(version: RouteVersion) -> list[str]:
    """Return in words what is wrong with a version today."""
    found = [words for step in _steps(version) for words in _step_faults(version, step)]
    above = swallowed_by(version)
    if above is not None:
        found.append(
            _("No item reaches it: “%(route)s” is asked before and covers all of it.")
            % {"route": above.route.name}
        )
    return found


def swallowed_by(version: RouteVersion) -> RouteVersion | None:
    """Return the version in force that is asked before and takes every item of this one."""
    route = version.route
    others: Iterable[RouteVersion] = (
        RouteVersion.objects.in_force()
        .filter(
            route__portal=route.portal_id,
            route__subject=route.subject,
            route__destination=route.destination,
        )
        .exclude(route=route)
        .select_related("route")
        .prefetch_related("sections", "topics")
        .order_by("route__rank", "route")
    )
    if ELECTION in version.flags:  # asked first while there is one, whatever its order
        others = [one for one in others if ELECTION in one.flags]
    before = (one for one in others if _is_before(one.route, route))
    return next((one for one in before if _takes_all(one, version)), None)


def _is_before(one: Route, other: Route) -> bool:
    return (one.rank, one.pk) < (other.rank, other.pk)


def _takes_all(wide: RouteVersion, narrow: RouteVersion) -> bool:
    """Tell whether all conditions of one follow from the other's."""
    pairs = [
        (wide.forms, narrow.forms),
        (wide.tiers, narrow.tiers),
        (wide.languages, narrow.languages),
        (wide.flags, narrow.flags),
    ]
    return all(_follows(wider, narrower) for wider, narrower in pairs) and (
        _sections_follow(wide, narrow) and _topics_follow(wide, narrow)
    )


def _follows(wide: list[str], narrow: list[str]) -> bool:
    return not wide or (bool(narrow) and set(narrow) <= set(wide))


def _sections_follow(wide: RouteVersion, narrow: RouteVersion) -> bool:
    if not wide.is_for_sections:
        return True
    roots = [section.path for section in wide.sections.all()]
    asked = [section.path for section in narrow.sections.all()]
    return narrow.is_for_sections and all(
        any(path.startswith(root) for root in roots) for path in asked
    )


def _topics_follow(wide: RouteVersion, narrow: RouteVersion) -> bool:
    if not wide.is_for_topics:
        return True
    known = {topic.pk for topic in wide.topics.all()}
    return narrow.is_for_topics and {topic.pk for topic in narrow.topics.all()} <= known


def _steps(version: RouteVersion) -> "QuerySet[RouteStep]":
    return version.steps.prefetch_related("parties__unit", "parties__person")


def _step_faults(version: RouteVersion, step: RouteStep) -> list[str]:
    found = []
    usual = usual_authors(version.route)
    for party in step.parties.all():
        if party.kind == PartyKind.LIABLE:
            continue  # told with each item
        people = set(_people(version, party).values_list("pk", flat=True))
        told = {"step": step.name, "party": party}
        if not people:
            found.append(_("Step “%(step)s”: nobody can decide as %(party)s.") % told)
        elif len(people) == 1 and people <= usual:
            found.append(
                _(
                    "Step “%(step)s”: only one person can decide as %(party)s, who also "
                    "writes here. What they write can’t be approved."
                )
                % told
            )
    return found


def usual_authors(route: Route) -> set[int]:
    """Return who changed an item of the portal's unit in the last months."""
    since = timezone.now() - USUAL
    records = EditorialRecord.objects.filter(
        unit=route.portal.unit_id, revised_at__gte=since, revised_by__isnull=False
    )
    return set(records.values_list("revised_by", flat=True))


def _people(version: RouteVersion, party: StepParty) -> "QuerySet[User]":
    """Return who speaks for a party of an item about all that the version is about."""
    unit = version.route.portal.unit
    record = EditorialRecord(unit=unit, page_id=0)
    home = version.route.portal.site.root_page
    matter = Matter(
        portal_id=version.route.portal_id,
        subject=version.route.subject,
        destination=version.route.destination,
        language="",
        path=home.path,
        topics=frozenset(topic.pk for topic in version.topics.all()),
    )
    waits = waits_for(party, record, matter)
    if not waits:
        return get_user_model().objects.none()
    people: QuerySet[User] = people_speaking(waits)
    return people
