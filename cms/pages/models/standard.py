"""Pages of text that are not news: about the unit, plans, statements."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.core.blocks import article_body
from cms.core.contents import LONG, anchors_for, contents_of
from cms.core.kinds import Kind
from cms.core.models import BasePage
from cms.core.sections import breadcrumb
from sites.requests import language_of, portal_of


class StandardPage(BasePage):
    body = article_body(_("text"))

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
    page_description = _("A text that stays: introduction, plan, document in full.")
    parent_page_types = ["pages.HomePage", "pages.SectionPage", "pages.StandardPage"]
    subpage_types = ["pages.StandardPage"]
    template = "pages/standard_page.html"
    found_as = Kind("page", _("Page of text"))
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    api_fields: ClassVar[list[APIField]] = [*BasePage.api_fields, APIField("body")]
    override_translatable_fields = [
        TranslatableField("title"),
        TranslatableField("summary"),
        TranslatableField("body"),
        SynchronizedField("listing_image"),
    ]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["breadcrumb"] = breadcrumb(
            portal_of(request),
            language_of(request),
            self.address(portal_of(request)) or "",
        )
        headings = contents_of(self.body)
        if len(headings) >= LONG:
            context["contents"] = headings
            context["heading_ids"] = anchors_for(headings)
        return context
