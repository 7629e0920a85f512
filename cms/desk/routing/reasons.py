"""Why an item takes a route: which were asked before, and what kept each from fitting."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cms.routes.matters import ELECTION, Matter, covers
from cms.routes.models import RouteVersion
from cms.routes.wording import condition_words
from sites.models import Portal


@dataclass(frozen=True)
class Asked:
    """One route that was asked, in its order."""

    version: RouteVersion
    fits: bool
    words: str


@dataclass(frozen=True)
class Answer:
    found: RouteVersion | None
    asked: list[Asked]


def answer_of(portal: Portal, told: Mapping[str, Any]) -> Answer:
    """Ask the routes in their order until one fits, as submitting an item does."""
    matter = matter_from(portal, told)
    asked: list[Asked] = []
    for version in _versions(matter):
        fits = covers(version, matter)
        asked.append(Asked(version, fits, _words(version, fits=fits)))
        if fits:
            return Answer(version, asked)
    return Answer(None, asked)


def matter_from(portal: Portal, told: Mapping[str, Any]) -> Matter:
    section = told.get("section") or portal.site.root_page
    return Matter(
        portal_id=portal.pk,
        subject=told["subject"],
        destination=told["destination"],
        language=told["language"],
        path=section.path,
        form=told.get("form", ""),
        tier=told["tier"],
        topics=frozenset(topic.pk for topic in told["topics"]),
        flags=frozenset(told["flags"]),
    )


def _versions(matter: Matter) -> list[RouteVersion]:
    rows = RouteVersion.objects.in_force().filter(
        route__portal=matter.portal_id,
        route__subject=matter.subject,
        route__destination=matter.destination,
    )
    found = (
        rows.select_related("route")
        .prefetch_related("sections", "topics")
        .order_by("route__rank", "route", "-number")
    )
    if ELECTION not in matter.flags:
        return list(found)
    return sorted(found, key=lambda one: ELECTION not in one.flags)


def _words(version: RouteVersion, *, fits: bool) -> str:
    conditions = "; ".join(condition_words(version))
    if not conditions:
        return _("It covers everything.")
    if fits:
        return _("It fits: %(conditions)s") % {"conditions": conditions}
    return _("It does not fit: %(conditions)s") % {"conditions": conditions}
