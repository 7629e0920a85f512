"""The unit's folder: what permissions, freezing and transfer act on."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms.core.testers import LeafAwareTester
from sites.models import Unit


class UnitFolder(Page):
    """Holds the unit's home pages, one per language. It is never served itself.

    With home pages directly under the root, a user with rights on two languages would
    have the root as the common ancestor to explore from (traps.md T1).
    """

    unit = models.OneToOneField(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="folder"
    )

    content_panels = [*Page.content_panels, FieldPanel("unit", read_only=True)]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["pages.HomePage"]
    is_creatable = False
    template = "404.html"

    class Meta:
        verbose_name = _("unit folder")
        verbose_name_plural = _("unit folders")

    def permissions_for_user(self, user: AbstractUser) -> LeafAwareTester:
        return LeafAwareTester(user, self)

    def get_url_parts(self, request: Any = None) -> None:
        return None

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        raise Http404
