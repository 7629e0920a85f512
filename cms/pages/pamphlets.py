"""Pages of text under a section, as list items."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from wagtail.models import Page

from cms.core.listings import Story
from cms.core.restrictions import open_to_all
from cms.core.sections import SectionFacts
from sites.snapshots import PortalSnapshot

PAMPHLETS_MAX = 100


def pamphlets_of(
    portal: PortalSnapshot, sections: Sequence[SectionFacts], each: int = PAMPHLETS_MAX
) -> dict[int, list[Story]]:
    """Return by section its live child pages that are not sections, newest first.

    One query for all sections.
    """
    if not sections:
        return {}
    wanted = Q(pk__in=[])
    for facts in sections:
        wanted |= Q(pk__in=_pages_of(facts).values("pk")[:each])
    rows = (
        Page.objects.filter(wanted)
        .order_by("-first_published_at", "path")
        .values(
            "pk", "path", "title", "url_path", "first_published_at",
            "standardpage__summary",
        )
    )  # fmt: skip
    found: dict[int, list[Story]] = {facts.id: [] for facts in sections}
    ids = {facts.path: facts.id for facts in sections}
    for row in rows:
        found[ids[row["path"][: -Page.steplen]]].append(
            Story(
                id=row["pk"],
                title=row["title"],
                url=portal.address_of(row["url_path"]) or "",
                date=row["first_published_at"],
                summary=row["standardpage__summary"] or "",
            )
        )
    return found


def _pages_of(section: SectionFacts) -> QuerySet[Page]:
    pages: QuerySet[Page] = (
        open_to_all(Page.objects.live())
        .filter(
            path__startswith=section.path,
            depth=len(section.path) // Page.steplen + 1,
            sectionpage__isnull=True,
        )
        .order_by("-first_published_at", "path")
    )
    return pages
