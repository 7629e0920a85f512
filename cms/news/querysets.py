"""Questions about where live items are placed."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import ExpressionWrapper, Prefetch, Q
from django.utils import timezone

from cms.core.listings import About, FrontWish, Pick
from cms.core.models import ContentForm, Origin, Topic
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

    def about(self, about: About) -> Self:
        """Return what a topic or a name gathers, each item once."""
        if about.topic_id is not None:
            return self.filter(page__topics=about.topic_id)
        named = self.order_by().filter(
            page__bylines__slug=about.slug, page__bylines__name__in=about.names
        )
        return self.filter(pk__in=named.values("pk"))

    def of_form(self, form: str) -> Self:
        return self.filter(form=form)

    def republished(self) -> Self:
        return self.filter(page__origin=Origin.REPUBLISHED)

    def picked(self, pick: Pick) -> Self:
        """Return what readers narrowed the list to."""
        rows = self.of_form(pick.form) if pick.form else self
        if pick.year is None:
            return rows
        zone = timezone.get_current_timezone()
        begins = datetime(pick.year, 1, 1, tzinfo=zone)
        ends = datetime(pick.year + 1, 1, 1, tzinfo=zone)
        return rows.filter(shown_at__gte=begins, shown_at__lt=ends)

    def wished_for(self, home_id: int, wish: FrontWish) -> Self:
        """Return what a front page asks for in one query.

        Each wish is a subquery with its own limit, answered from the index; ranking all
        items of all sections would read every one of them.
        """
        newest = [
            (self.in_section(section_id), wish.each)
            for section_id in set(wish.section_ids)
        ]
        own = self.of_home(home_id)
        newest += [
            (own, wish.latest),
            (own.of_form(ContentForm.PHOTO_REPORT), wish.photo_reports),
            (own.of_form(ContentForm.VIDEO), wish.videos),
            (own.republished(), wish.republished),
        ]
        wanted = Q(pk__in=[])
        if wish.chosen:
            wanted |= Q(pk__in=self.of_pages(wish.chosen).values("pk"))
        for rows, limit in newest:
            if limit:
                wanted |= Q(pk__in=rows.values("pk")[:limit])
        return self.filter(wanted)

    def on_topics(self, topic_ids: Iterable[int], span: tuple[date, date]) -> Self:
        return self.filter(
            page__topics__in=list(topic_ids),
            shown_at__date__gte=span[0],
            shown_at__date__lte=span[1],
        ).distinct()

    def beside(
        self,
        page_id: int,
        *,
        home_id: int,
        section_id: int | None,
        topic_ids: Sequence[int],
        each: int,
    ) -> Self:
        """Return the newest on some topics and in a section, without one item.

        ``is_alike`` tells the topics' apart. As above, each part has its own limit.
        """
        others = self.exclude(page=page_id)
        on_topics = Q(page__in=Topic.objects.filter(pk__in=topic_ids).values("items"))
        wanted = Q(pk__in=[])
        if topic_ids:
            alike = others.of_home(home_id).filter(on_topics)
            wanted |= Q(pk__in=alike.values("pk")[:each])
        if section_id is not None:
            wanted |= Q(pk__in=others.in_section(section_id).values("pk")[:each])
        return self.filter(wanted).annotate(
            is_alike=ExpressionWrapper(on_topics, models.BooleanField())
        )

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
