"""The news feature's answers to the lists of the house."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Exists
from django.db.models.expressions import Combinable

from cms.core.listings import Story
from cms.news.models import Placement
from cms.news.stories import gallery_pictures, story_of
from sites.snapshots import PortalSnapshot


class NewsItems:
    """Implements ``cms.core.listings.NewsSource``.

    Everything is read from placements, which exist for live items only.
    """

    def fronts(
        self, portal: PortalSnapshot, section_ids: Sequence[int], each: int
    ) -> dict[int, list[Story]]:
        fronts: dict[int, list[Story]] = {}
        for placement in Placement.objects.newest_of(section_ids, each).for_lists():
            stories = fronts.setdefault(placement.section_id, [])
            stories.append(story_of(placement, portal))
        return fronts

    def latest(
        self, portal: PortalSnapshot, language: str, *, limit: int
    ) -> list[Story]:
        facts = portal.language(language)
        if facts is None:
            return []
        placed = Placement.objects.of_home(facts.home_id).for_lists()[:limit]
        return [story_of(placement, portal) for placement in placed]

    def chosen(
        self, portal: PortalSnapshot | None, page_ids: Sequence[int]
    ) -> list[Story]:
        placed = Placement.objects.of_pages(page_ids).for_lists()
        stories = {row.page_id: story_of(row, portal) for row in placed}
        return [stories[page_id] for page_id in page_ids if page_id in stories]

    def count_in_section(self, section_id: int) -> int:
        return Placement.objects.in_section(section_id).count()

    def in_section(
        self,
        portal: PortalSnapshot,
        section_id: int,
        *,
        start: int,
        stop: int,
        with_sizes: bool = True,
    ) -> list[Story]:
        placed = Placement.objects.in_section(section_id)
        shown = placed.for_lists() if with_sizes else placed.with_pages()
        return [story_of(placement, portal) for placement in shown[start:stop]]

    def on_topics(
        self,
        portal: PortalSnapshot,
        topic_ids: Sequence[int],
        *,
        language: str,
        span: tuple[date, date],
        limit: int,
    ) -> list[Story]:
        """Gather from all portals: a special page is not bound to its own."""
        if not topic_ids:
            return []
        placed = Placement.objects.in_language(language).on_topics(topic_ids, span)
        return [story_of(row, portal) for row in placed.for_lists()[:limit]]

    def of_event(
        self, portal: PortalSnapshot, event_id: int, *, language: str, limit: int
    ) -> list[Story]:
        placed = Placement.objects.in_language(language).about_event(event_id)
        return [story_of(row, portal) for row in placed.for_lists()[:limit]]

    def photo_reports(
        self, portal: PortalSnapshot, language: str, *, limit: int
    ) -> list[Story]:
        facts = portal.language(language)
        if facts is None:
            return []
        placed = Placement.objects.of_home(facts.home_id).photo_reports()
        rows = list(
            placed.select_related("page__lead_image", "page__listing_image")[:limit]
        )
        pictures = gallery_pictures([row.page for row in rows])
        return [story_of(row, portal, pictures[row.page_id]) for row in rows]

    def lists_in(self, section: Combinable) -> Exists:
        return Exists(Placement.objects.filter(section=section))
