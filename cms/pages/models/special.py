"""Special pages (chuyên trang, SEC-15): a theme for a time, then an archive."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.api import APIField
from wagtail.models import Orderable, Page
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.core import listings
from cms.core.gate import RowOfPage
from cms.core.kinds import Kind
from cms.core.models import BasePage, Topic
from cms.core.sections import sections_of
from sites.requests import language_of, portal_of

GATHERED = 60


class SpecialPage(BasePage):
    """Gathers items across sections and portals under a masthead of its own.

    Between its two days it takes what is published on its topics; afterwards it stays
    as it was, because items of later days are outside its span.
    """

    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    topics = ParentalManyToManyField(
        Topic,
        verbose_name=_("topics"),
        blank=True,
        related_name="+",
        help_text=_("Items on any of these topics are gathered from all portals."),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("listing_image", heading=_("Masthead picture")),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        MultiFieldPanel(
            [FieldPanel("topics"), InlinePanel("picks", label=_("Chosen item"))],
            heading=_("What it gathers"),
        ),
    ]
    page_description = _("Gathers items on one subject from many sections, for a time.")
    parent_page_types = ["pages.HomePage", "pages.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "pages/special_page.html"
    found_as = Kind("special", _("Special page"))
    search_fields = [*BasePage.search_fields]
    api_fields: ClassVar[list[APIField]] = [
        *BasePage.api_fields,
        APIField("starts_on"),
        APIField("ends_on"),
    ]
    override_translatable_fields = [
        TranslatableField("title"),
        TranslatableField("summary"),
        SynchronizedField("starts_on"),
        SynchronizedField("ends_on"),
        SynchronizedField("topics"),
        SynchronizedField("picks"),
        SynchronizedField("listing_image"),
    ]

    class Meta:
        verbose_name = _("special page")
        verbose_name_plural = _("special pages")

    def clean(self) -> None:
        super().clean()
        days = (self.starts_on, self.ends_on)
        if None not in days and self.ends_on < self.starts_on:
            raise ValidationError(
                {"ends_on": _("The last day can't be before the first.")}
            )

    @property
    def is_over(self) -> bool:
        return self.ends_on < timezone.localdate()

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        language = language_of(request)
        news = listings.news.get()
        chosen = [pick.item_id for pick in self.picks.all()]
        picked = news.chosen(portal_of(request), chosen)
        gathered = news.on_topics(
            portal_of(request),
            [topic.pk for topic in self.topics.all()],
            language=language,
            span=(self.starts_on, self.ends_on),
            limit=GATHERED,
        )
        shown = {story.id for story in picked}
        stories = [*picked, *(item for item in gathered if item.id not in shown)]
        sections = sections_of(portal_of(request), language)
        context["stories"] = listings.dressed(stories, sections)
        return context


class SpecialPagePick(RowOfPage, Orderable):
    """One item the editors put first."""

    page = ParentalKey(SpecialPage, on_delete=models.CASCADE, related_name="picks")
    item = models.ForeignKey(
        Page,
        verbose_name=pgettext_lazy("of news", "item"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [PageChooserPanel("item", "news.NewsPage")]

    class Meta(Orderable.Meta):
        verbose_name = _("chosen item")
        verbose_name_plural = _("chosen items")
