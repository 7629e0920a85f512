"""What the admin shows of plans, assignments, notes from above and meetings."""

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

from cms.planning.models import Assignment, Campaign, Meeting, Orientation, WritingPlan
from cms.planning.panels import MyAssignments, NotesToRead
from cms.planning.permissions import (
    ASSIGNMENTS,
    CAMPAIGNS,
    MEETINGS,
    ORIENTATIONS,
    PLANS,
    writes,
)
from cms.planning.viewsets import PlanningGroup

register_permission_policy(Assignment, ASSIGNMENTS)
register_permission_policy(WritingPlan, PLANS)
register_permission_policy(Campaign, CAMPAIGNS)
register_permission_policy(Orientation, ORIENTATIONS)
register_permission_policy(Meeting, MEETINGS)

EDITOR = {"edit", "create", "add"}


@hooks.register("register_admin_viewset")
def screens() -> PlanningGroup:
    return PlanningGroup()


@hooks.register("construct_later_panels")
def cards(request: HttpRequest, panels: list[Any]) -> None:
    if writes(request.user):
        panels.extend([NotesToRead(request), MyAssignments(request)])


@hooks.register("register_page_header_buttons")
def notes_button(
    page: Page, user: AbstractUser, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Lead from the editor of an item to the notes that hold for who writes it."""
    if view_name not in EDITOR or not hasattr(page.specific_class, "form"):
        return
    notes = Orientation.objects.in_force().addressed_to(user).count()
    if notes:
        label = _("Orientation notes (%(number)d)") % {"number": notes}
        url = reverse("orientations:index")
        yield Button(label, url=url, icon_name="info-circle", priority=8)
