"""The front page of a portal in one language."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Locale, Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.core.models import BasePage
from cms.pages.blocks import HOME_BLOCKS
from cms.pages.fronts import resolve_front
from cms.pages.material import ids_in
from sites.addresses import folder_path
from sites.requests import language_of, portal_of


class HomePage(BasePage):
    body = StreamField(HOME_BLOCKS, blank=True, verbose_name=_("blocks"))

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    parent_page_types = ["pages.UnitFolder"]
    subpage_types = [
        "pages.SectionPage",
        "pages.StandardPage",
        "pages.SpecialPage",
        "events.EventPage",
    ]
    is_creatable = False
    template = "pages/home_page.html"
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    api_fields: ClassVar[list[APIField]] = [*BasePage.api_fields, APIField("body")]
    override_translatable_fields = [
        TranslatableField("title"),
        TranslatableField("summary"),
        TranslatableField("body"),
        SynchronizedField("listing_image"),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def clean(self) -> None:
        """Refuse sections of other portals; the front page would pass over them."""
        super().clean()
        stored = [block["value"] for block in self.body.raw_data]
        named = [key for values in stored for key in ids_in(values, "sections")]
        if not (named and self.url_path):
            return
        foreign = Page.objects.filter(pk__in=named).exclude(
            url_path__startswith=folder_path(self.url_path)
        )
        if foreign.exists():
            raise ValidationError(
                {"body": _("A front page shows sections of its own portal only.")}
            )

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["front"] = resolve_front(
            self.body, portal_of(request), language_of(request)
        )
        return context

    @transaction.atomic
    def copy_for_translation(
        self,
        locale: Locale,
        copy_parents: bool = False,  # noqa: FBT001, FBT002 - Wagtail's signature
        alias: bool = False,  # noqa: FBT001, FBT002
        exclude_fields: Any = None,
    ) -> "HomePage":
        """Make this home's draft in another language inside the same unit folder.

        Wagtail would look for a translation of the folder, which has none: the folder
        belongs to all languages (traps.md T1).
        """
        home: HomePage = self.copy(
            to=self.get_parent(),
            update_attrs={"locale": locale, "slug": locale.language_code},
            exclude_fields=exclude_fields,
            copy_revisions=False,
            keep_live=False,
            reset_translation_key=False,
            log_action="wagtail.copy_for_translation",
        )
        return home
