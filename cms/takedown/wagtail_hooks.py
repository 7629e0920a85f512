"""What the admin shows of hiding, taking down and stopping."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from cms.core.models import EditorialRecord
from cms.takedown.leaving import HOME_DEPTH
from cms.takedown.models import Removal
from cms.takedown.offering import offered
from cms.takedown.panels import RemovalsToDecide
from cms.takedown.permissions import REMOVALS
from cms.takedown.viewsets import RemovalViewSet

LAST = 60  # behind what one does every day

register_permission_policy(Removal, REMOVALS)


@hooks.register("register_admin_viewset")
def removals() -> RemovalViewSet:
    return RemovalViewSet()


@hooks.register("construct_homepage_panels")
def removals_to_decide(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(RemovalsToDecide(request))


@hooks.register("register_page_header_buttons")
def leave_buttons(
    page: Page, user: AbstractUser, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Offer what the person may do to the item; lead to what was done already."""
    if page.depth <= HOME_DEPTH or not page.is_leaf():
        return  # what lies below is taken away first
    records = EditorialRecord.objects.filter(translation_key=page.translation_key)
    for record in records:
        for place, link in enumerate(offered(record, user)):
            yield Button(
                link.label, url=link.url, icon_name=link.icon, priority=LAST + place
            )
