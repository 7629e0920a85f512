"""The news feature's answers to the lists of the house."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Exists
from django.db.models.expressions import Combinable

from cms.core.bulletins import Dispatch, Scope
from cms.core.listings import (
    EVERYTHING,
    About,
    Author,
    Facets,
    FrontStories,
    FrontWish,
    Pick,
    Story,
)
from cms.core.models import ContentForm
from cms.news.authors import authors_at
from cms.news.bulletins import dispatches
from cms.news.fronts import found_for
from cms.news.models import Placement
from cms.news.stories import parted, story_of
from sites.answers import note_beyond
from sites.snapshots import LanguageFacts, PortalSnapshot


class NewsItems:
    """Implements ``cms.core.listings.NewsSource``.

    Everything is read from placements, which exist for live items only.
    """

    def front(
        self, portal: PortalSnapshot, language: str, wish: FrontWish
    ) -> FrontStories:
        facts = portal.language(language)
        if facts is None:
            return FrontStories()
        placed = Placement.objects.wished_for(facts.home_id, wish)
        found = found_for(wish, list(placed.for_lists()), facts.home_id, portal)
        if len(found.chosen) < len(set(wish.chosen)):
            note_beyond()  # what is missing may go live on any portal
        return found

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
        if len(stories) < len(set(page_ids)):
            note_beyond()  # what is missing may go live on any portal
        return [stories[page_id] for page_id in page_ids if page_id in stories]

    def count_in_section(self, section_id: int, pick: Pick = EVERYTHING) -> int:
        return Placement.objects.in_section(section_id).picked(pick).count()

    def facets(self, section_id: int) -> Facets:
        placed = Placement.objects.in_section(section_id).order_by()
        days = placed.datetimes("shown_at", "year", order="DESC")
        present = set(placed.values_list("form", flat=True).distinct())
        return Facets(
            forms=tuple(form for form in ContentForm.values if form in present),
            years=tuple(day.year for day in days),
        )

    def in_section(
        self,
        portal: PortalSnapshot,
        section_id: int,
        *,
        start: int,
        stop: int,
        pick: Pick = EVERYTHING,
    ) -> list[Story]:
        placed = Placement.objects.in_section(section_id).picked(pick).for_lists()
        return [story_of(placement, portal) for placement in placed[start:stop]]

    def beside(
        self,
        portal: PortalSnapshot,
        language: str,
        *,
        page_id: int,
        section_id: int | None,
        topic_ids: Sequence[int],
        limits: tuple[int, int],
    ) -> tuple[list[Story], list[Story]]:
        facts = portal.language(language)
        if facts is None:
            return [], []
        rows = Placement.objects.beside(
            page_id,
            home_id=facts.home_id,
            section_id=section_id,
            topic_ids=topic_ids,
            each=sum(limits),
        )
        return parted(rows.with_pages(), section_id, limits, portal)

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
        note_beyond()
        placed = Placement.objects.in_language(language).on_topics(topic_ids, span)
        return [story_of(row, portal) for row in placed.for_lists()[:limit]]

    def of_event(
        self, portal: PortalSnapshot, event_id: int, *, language: str, limit: int
    ) -> list[Story]:
        note_beyond()
        placed = Placement.objects.in_language(language).about_event(event_id)
        return [story_of(row, portal) for row in placed.for_lists()[:limit]]

    def count_about(self, facts: LanguageFacts, about: About) -> int:
        return Placement.objects.of_home(facts.home_id).about(about).count()

    def about(
        self, portal: PortalSnapshot, facts: LanguageFacts, about: About, *, part: slice
    ) -> list[Story]:
        placed = Placement.objects.of_home(facts.home_id).about(about)
        return [story_of(row, portal) for row in placed.for_lists()[part]]

    def authors(self, facts: LanguageFacts, slug: str) -> list[Author]:
        return authors_at(facts.home_id, slug)

    def dispatches(
        self, facts: LanguageFacts, scope: Scope, *, limit: int
    ) -> list[Dispatch]:
        return dispatches(facts, scope, limit=limit)

    def lists_in(self, section: Combinable) -> Exists:
        return Exists(Placement.objects.filter(section=section))
