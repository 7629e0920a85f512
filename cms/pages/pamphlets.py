"""Pages of text under a section, as list items."""

from wagtail.models import Page

from cms.core.listings import Story
from cms.core.restrictions import open_to_all
from cms.core.sections import SectionFacts
from sites.snapshots import PortalSnapshot

PAMPHLETS_MAX = 100


def pamphlets_of(portal: PortalSnapshot, section: SectionFacts) -> list[Story]:
    """Return the live child pages of a section that are not sections, newest first."""
    rows = (
        open_to_all(Page.objects.live())
        .filter(
            path__startswith=section.path,
            depth=len(section.path) // Page.steplen + 1,
            sectionpage__isnull=True,
        )
        .order_by("-first_published_at", "path")
        .values(
            "pk", "title", "url_path", "first_published_at", "standardpage__summary"
        )[:PAMPHLETS_MAX]
    )
    return [
        Story(
            id=row["pk"],
            title=row["title"],
            url=portal.address_of(row["url_path"]) or "",
            date=row["first_published_at"],
            summary=row["standardpage__summary"] or "",
        )
        for row in rows
    ]
