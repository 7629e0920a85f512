"""Questions about where live items are placed."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Prefetch, Q

from cms.core.models import ContentForm
from cms.core.restrictions import open_to_all
from media_library.models import Rendition
from media_library.renditions import LIST_FILTERS

PICTURES = ("page__lead_image", "page__listing_image")


class PlacementQuerySet(models.QuerySet):
    def in_section(self, section_id: int) -> Self:
        return open_to_all(self, "page__path").filter(section=section_id)

    def at_home(self) -> Self:
        """Return each item once, in its home section."""
        return open_to_all(self, "page__path").filter(kind="home")

    def of_home(self, home_id: int) -> Self:
        """Return each item under one home page once."""
        return self.at_home().filter(home=home_id)

    def of_pages(self, page_ids: Iterable[int]) -> Self:
        return self.at_home().filter(page__in=page_ids)

    def in_language(self, language: str) -> Self:
        return self.at_home().filter(page__locale__language_code=language)

    def about_event(self, event_id: int) -> Self:
        return self.filter(page__event=event_id)

    def photo_reports(self) -> Self:
        return self.filter(form=ContentForm.PHOTO_REPORT)

    def newest_of(self, section_ids: Sequence[int], each: int) -> Self:
        """Return the newest ``each`` placements of every section in one query.

        Each section is a subquery with its own limit, answered from the index; ranking
        all items of all sections would read every one of them.
        """
        wanted = Q(pk__in=[])
        for section_id in set(section_ids):
            newest = self.in_section(section_id).values("pk")[:each]
            wanted |= Q(pk__in=newest)
        return self.filter(wanted)

    def on_topics(self, topic_ids: Iterable[int], span: tuple[date, date]) -> Self:
        return self.filter(
            page__topics__in=list(topic_ids),
            shown_at__date__gte=span[0],
            shown_at__date__lte=span[1],
        ).distinct()

    def with_pages(self) -> Self:
        """Load the pages with their main pictures; bodies stay behind."""
        return self.select_related(*PICTURES).defer("page__body")

    def for_lists(self) -> Self:
        """Load what lists show in two queries, whatever their length."""
        sizes = Rendition.objects.filter(filter_spec__in=LIST_FILTERS)
        return self.with_pages().prefetch_related(
            *(
                Prefetch(f"{field}__renditions", sizes, to_attr="prefetched_renditions")
                for field in PICTURES
            )
        )
