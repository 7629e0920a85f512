"""Sections (chuyên mục): themed, owned, kept fresh (SEC-01 to SEC-18)."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _, pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.core.following import ways_of_section
from cms.core.kinds import Kind
from cms.core.models import BasePage
from cms.core.serving import short_code
from cms.pages.sections import section_context
from sites.models import Unit
from sites.requests import language_of, portal_of

SECTION_COLOURS = 8


class SectionLists(models.TextChoices):
    NEWS = "news", _("News")
    EVENTS = "events", _("Events")
    PAGES = "pages", _("Pages")


class SectionPage(BasePage):
    """One section.

    ``summary`` is its introduction; owner unit, responsible person and freshness serve
    the yearly review of sections (SEC-10) and are not shown.
    """

    colour = models.PositiveSmallIntegerField(
        _("colour"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(SECTION_COLOURS)],
        help_text=_("One of the eight section colours of the theme, 1 to 8."),
    )
    lists = models.CharField(
        _("lists"), max_length=10, choices=SectionLists, default=SectionLists.NEWS
    )
    owner_unit = models.ForeignKey(
        Unit,
        verbose_name=_("unit in charge"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person in charge"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    freshness_days = models.PositiveSmallIntegerField(
        _("needs something new every … days"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )

    not_shown = frozenset({"owner_unit", "responsible", "freshness_days"})
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary", heading=_("Introduction")),
        FieldRowPanel([FieldPanel("lists"), FieldPanel("colour")]),
        FieldPanel("show_in_menus", heading=_("In the menu, once it has content")),
        MultiFieldPanel(
            [
                FieldPanel("owner_unit"),
                FieldPanel("responsible"),
                FieldPanel(
                    "freshness_days",
                    help_text=_(
                        "Empty: the house's own measure for news and events, none for "
                        "pages of text."
                    ),
                ),
            ],
            heading=_("Who keeps it"),
        ),
    ]
    show_in_menus_default = True
    page_description = _("A part of the portal: lists news, events or pages of text.")
    parent_page_types = ["pages.HomePage", "pages.SectionPage"]
    subpage_types = [
        "pages.SectionPage",
        "news.NewsPage",
        "events.EventPage",
        "pages.StandardPage",
        "pages.SpecialPage",
    ]
    template = "pages/section_page.html"
    found_as = Kind("section", pgettext_lazy("of a portal", "Section"))
    search_fields = [*BasePage.search_fields, index.FilterField("lists")]
    api_fields: ClassVar[list[APIField]] = [
        *BasePage.api_fields,
        APIField("colour"),
        APIField("lists"),
    ]
    override_translatable_fields = [
        TranslatableField("title"),
        TranslatableField("summary"),
        SynchronizedField("colour"),
        SynchronizedField("lists"),
        SynchronizedField("owner_unit"),
        SynchronizedField("responsible"),
        SynchronizedField("freshness_days"),
        SynchronizedField("listing_image"),
    ]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    @property
    def found_date(self) -> None:
        """Return nothing: a section has no date."""

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        portal, language = portal_of(request), language_of(request)
        shown = section_context(
            portal, language, section_id=self.pk, lists=self.lists, query=request.GET
        )
        ways = ways_of_section(
            portal,
            language,
            lists=self.lists,
            code=short_code(self),
            title=self.title,
        )
        return {**context, **shown, "ways": ways}
