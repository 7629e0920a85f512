"""What the admin shows of directives, rumours and items that are “chưa đẹp”."""

from collections.abc import Iterator

from django.contrib.auth.models import AbstractUser
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from cms.core.models import EditorialRecord
from cms.directives.models import Directive, Rebuttal
from cms.directives.permissions import DIRECTIVES, REBUTTALS
from cms.directives.services.concerns import CHANGE
from cms.directives.viewsets import DirectiveViewSet, RebuttalViewSet
from sites.selectors import units_allowing

register_permission_policy(Directive, DIRECTIVES)
register_permission_policy(Rebuttal, REBUTTALS)


@hooks.register("register_admin_viewset")
def screens() -> list[DirectiveViewSet | RebuttalViewSet]:
    return [DirectiveViewSet(), RebuttalViewSet()]


@hooks.register("register_page_header_buttons")
def concern_button(
    page: Page, user: AbstractUser, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Lead from an item with text to what “chưa đẹp” asks of it."""
    if not hasattr(page.specific_class, "form"):
        return
    records = EditorialRecord.objects.filter(translation_key=page.translation_key)
    mine = units_allowing(user, CHANGE).values("pk")
    if records.filter(unit__in=mine).exists():
        url = reverse("directives:concern", args=[page.pk])
        yield Button(_("What is amiss…"), url=url, icon_name="warning", priority=64)
