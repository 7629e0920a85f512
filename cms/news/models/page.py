"""The news item: one page type for the eight forms of content."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.api import APIField
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.core.blocks import article_body
from cms.core.blocks.corrections import (
    Correction,
    corrections_field,
    corrections_in,
)
from cms.core.kinds import Kind
from cms.core.metadata import Head, Thing
from cms.core.models import BasePage, ContentForm, Event, Origin, Topic
from cms.core.projections import RevisionFacts
from cms.news.forms import NewsPageForm
from cms.news.models.relations import BylineRole
from cms.news.panels import content_panels
from cms.news.reading import reading_context
from cms.news.things import article
from sites.addresses import folder_path
from sites.requests import language_of, portal_of
from sites.snapshots import PortalSnapshot

SHOWN_AS_AUTHORS = (BylineRole.AUTHOR, BylineRole.COMPILER, BylineRole.PHOTO)


class NewsPage(BasePage):
    """An item as readers see it, the event's date and the source included.

    All of it stands under revision; what only the desk needs is in the editorial
    record.
    """

    form = models.CharField(
        _("form"), max_length=20, choices=ContentForm, default=ContentForm.NEWS
    )
    kicker = models.CharField(
        _("kicker"),
        max_length=60,
        blank=True,
        help_text=_("A word or two above the headline: a place or a subject."),
    )
    lead_image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    lead_caption = models.CharField(_("caption"), max_length=400, blank=True)
    lead_credit = models.CharField(_("credit"), max_length=120, blank=True)
    body = article_body(_("text"))
    corrections = corrections_field()
    event = models.ForeignKey(
        Event,
        verbose_name=_("event"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    event_date = models.DateField(
        _("event date shown"),
        null=True,
        blank=True,
        help_text=_("Shown beside the byline; leave empty for round-ups."),
    )
    topics = ParentalManyToManyField(
        Topic, verbose_name=_("topics"), blank=True, related_name="items"
    )
    origin = models.CharField(
        _("origin"), max_length=12, choices=Origin, default=Origin.OWN
    )
    source_name = models.CharField(_("source"), max_length=255, blank=True)
    source_url = models.URLField(_("address at the source"), max_length=500, blank=True)
    source_published_at = models.DateTimeField(
        _("published at the source"), null=True, blank=True
    )

    base_form_class = NewsPageForm
    content_panels = content_panels(BasePage.content_panels)
    # A copy starts in its own section alone: it may land in another portal.
    exclude_fields_in_copy: ClassVar[list[str]] = ["also_shown_in"]
    page_description = _("News in any form: short item, report, photo report, film.")
    parent_page_types = ["pages.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "pages/news_page.html"
    found_as = Kind("news", _("News item"))
    found_form = "form"
    served_with = ("lead_image", "social_image")
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("kicker"),
        index.FilterField("form"),
        index.FilterField("event_date"),
    ]
    api_fields: ClassVar[list[APIField]] = [
        *BasePage.api_fields,
        *map(
            APIField,
            (
                "form", "kicker", "lead_caption", "lead_credit", "body", "event_date",
                "origin", "source_name", "source_url", "source_published_at",
            ),
        ),
    ]  # fmt: skip
    override_translatable_fields = [
        *map(TranslatableField, ("title", "summary", "kicker", "body", "corrections")),
        *map(TranslatableField, ("lead_caption", "lead_credit", "source_name")),
        *map(SynchronizedField, ("form", "lead_image", "listing_image", "event")),
        *map(SynchronizedField, ("event_date", "topics", "origin", "source_url")),
        *map(SynchronizedField, ("source_published_at", "bylines", "also_shown_in")),
    ]

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")

    @property
    def corrected(self) -> list[Correction]:
        return corrections_in(self.corrections)

    def clean(self) -> None:
        super().clean()
        self._check_sections()
        self._check_source()

    def _check_sections(self) -> None:
        """Refuse sections of other portals.

        A new page learns where it lies only when it is put there; until then its form
        has checked the sections.
        """
        chosen = [entry.section_id for entry in self.also_shown_in.all()]
        if not (self.path and chosen):
            return
        folder = folder_path(self.url_path or self.get_parent().url_path)
        foreign = Page.objects.filter(pk__in=chosen).exclude(
            url_path__startswith=folder
        )
        if foreign.exists():
            raise ValidationError(
                _("An item can only be shown in sections of its own portal.")
            )

    def _check_source(self) -> None:
        if self.origin != Origin.REPUBLISHED:
            return
        missing = {
            name: _("A re-published item names its source, its address and its time.")
            for name in ("source_name", "source_url", "source_published_at")
            if not getattr(self, name)
        }
        if missing:
            raise ValidationError(missing)

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        portal, language = portal_of(request), language_of(request)
        return {**context, **reading_context(self, portal, language)}

    @property
    def picture_to_share(self) -> Any:
        return self.social_image or self.lead_image or self.listing_image

    def things(
        self, head: Head, context: Mapping[str, Any], portal: PortalSnapshot
    ) -> list[Thing]:
        return [article(self, head, context, portal)]

    def revision_facts(self) -> RevisionFacts:
        """Return what the desk needs to know of this revision."""
        republished = self.origin == Origin.REPUBLISHED
        return RevisionFacts(
            form=self.form,
            event_id=self.event_id,
            event_date=self.event_date,
            byline=self.byline_names,
            topics=tuple(topic.name for topic in self.topics.all()),
            origin=self.origin,
            source_name=self.source_name if republished else "",
            source_url=self.source_url if republished else "",
            source_published_at=self.source_published_at if republished else None,
        )

    @property
    def byline_names(self) -> str:
        return ", ".join(
            byline.name
            for byline in self.bylines.all()
            if byline.role in SHOWN_AS_AUTHORS
        )
