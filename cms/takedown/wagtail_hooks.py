"""What the admin shows of hiding, taking down and stopping."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from cms.core.models import EditorialRecord
from cms.takedown.kinds import Kind
from cms.takedown.models import Removal
from cms.takedown.panels import RemovalsToDecide
from cms.takedown.permissions import REMOVALS
from cms.takedown.services.leaving import HOME_DEPTH
from cms.takedown.viewsets import RemovalViewSet

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
    """Offer what the person may do to a live item; lead to what was done already."""
    if page.depth <= HOME_DEPTH:
        return
    records = EditorialRecord.objects.filter(translation_key=page.translation_key)
    record = records.first()
    if record is None or not REMOVALS.may(user, "view", record.unit_id):
        return
    standing = {one.kind: one for one in Removal.objects.of(record).open()}
    for removal in standing.values():
        url = reverse("takedown:inspect", args=[removal.pk])
        yield Button(
            str(removal.get_kind_display()), url=url, icon_name="no-view", priority=60
        )
    if page.live or standing:
        yield from _deeds(page, user, record, standing)


def _deeds(
    page: Page,
    user: AbstractUser,
    record: EditorialRecord,
    standing: dict[str, Removal],
) -> Iterator[Button]:
    deeds = [
        (Kind.HIDE, "hide", _("Hide…"), "no-view", 61),
        (Kind.TAKEDOWN, "ask", _("Take down…"), "cross", 62),
        (Kind.STOP, "stop", _("Stop at once…"), "lock", 63),
    ]
    held = reach_actions(user, record)
    for kind, action, label, icon, priority in deeds:
        is_over = kind in standing or (kind == Kind.HIDE and not page.live)
        if action in held and not is_over:
            url = reverse(f"takedown:{action}", args=[page.pk])
            yield Button(label, url=url, icon_name=icon, priority=priority)


def reach_actions(user: AbstractUser, record: EditorialRecord) -> set[str]:
    return {
        action
        for action in ("hide", "ask", "stop")
        if REMOVALS.may(user, action, record.unit_id)
    }
