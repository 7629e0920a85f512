"""Sections that are stale against their own threshold (SEC-10).

The threshold is set on the section and in force as published; a section of news or
events that sets none is measured by the house's. Asked of the portal's default language:
in the others something new comes by translation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Concat
from wagtail.models import Page

from cms.news.models import Placement
from cms.overview.days import days_since
from cms.pages.models import SectionPage
from cms.pages.models.section import SectionLists
from sites.policies.paths import inside

MOVING = (SectionLists.NEWS, SectionLists.EVENTS)
# The first and the last path that treebeard gives to what lies below a page.
FIRST, LAST = "0" * Page.steplen, "Z" * Page.steplen


@dataclass(frozen=True)
class StaleSection:
    """A section that wants something new, and since when it has had nothing."""

    page_id: int
    title: str
    allowed: int
    since: int | None  # days; None where nothing ever stood in it


def stale_sections(
    homes: Mapping[str, int], today: date
) -> dict[int, list[StaleSection]]:
    """Return the stale sections by unit; ``homes`` gives the unit of a home's path."""
    found: dict[int, list[StaleSection]] = {}
    if not homes:
        return found
    depth = len(next(iter(homes)))
    for key, path, title, days, lists, newest, since in _sections(list(homes)):
        allowed = days or (settings.SECTION_FRESHNESS_DAYS if lists in MOVING else 0)
        age = _age(newest or since, today)
        if allowed and (age is None or age > allowed):
            stale = StaleSection(key, title, allowed, age if newest else None)
            found.setdefault(homes[path[:depth]], []).append(stale)
    return found


def _age(moment: datetime | None, today: date) -> int | None:
    return days_since(moment, today) if moment else None


def _sections(homes: list[str]) -> "QuerySet[Any, Any]":
    """Return live sections with the moment of the newest item in each.

    News by its place in the list, which an index ends with; anything else by what was
    published, or published again, below the section.
    """
    placed = Placement.objects.filter(section=OuterRef("pk")).order_by("-shown_at")
    below = Page.objects.filter(
        live=True,
        path__gt=Concat(OuterRef("path"), Value(FIRST)),
        path__lt=Concat(OuterRef("path"), Value(LAST)),
        last_published_at__isnull=False,
    ).order_by("-last_published_at")
    asked = Q(freshness_days__isnull=False) | Q(lists__in=MOVING)
    sections: Any = SectionPage.objects.live().filter(inside(homes), asked)
    rows: QuerySet[Any, Any] = sections.annotate(
        newest=Case(
            When(
                lists=SectionLists.NEWS,
                then=Subquery(placed.values("shown_at")[:1]),
            ),
            default=Subquery(below.values("last_published_at")[:1]),
        )
    ).order_by("path")
    return rows.values_list(
        "pk", "path", "title", "freshness_days", "lists", "newest", "first_published_at"
    )
