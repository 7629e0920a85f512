"""What the admin shows of deadlines."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractUser
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from cms.core.models import EditorialRecord
from cms.deadlines.history import (
    DayDecided,
    DutySet,
    HoursSet,
    RemindersSet,
    RuleSaved,
    RulesCombined,
)
from cms.deadlines.models import DeadlineRule
from cms.deadlines.offering import offered
from cms.deadlines.permissions import DEADLINES
from cms.deadlines.viewsets import DeadlinesViewSet

register_permission_policy(DeadlineRule, DEADLINES)


@hooks.register("register_admin_viewset")
def deadlines() -> DeadlinesViewSet:
    return DeadlinesViewSet()


@hooks.register("register_log_actions")
def deeds(actions: Any) -> None:
    actions.register_action("dinh.save_deadline")(RuleSaved)
    actions.register_action("dinh.combine_deadlines")(RulesCombined)
    actions.register_action("dinh.set_hours")(HoursSet)
    actions.register_action("dinh.decide_day")(DayDecided)
    actions.register_action("dinh.set_duty")(DutySet)
    actions.register_action("dinh.set_reminders")(RemindersSet)


@hooks.register("register_page_header_buttons")
def item_button(
    page: Page, user: AbstractUser, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Lead from an item to its deadlines, where it has any."""
    if not hasattr(page.specific_class, "form"):
        return
    records = EditorialRecord.objects.filter(translation_key=page.translation_key)
    for record in records:
        for link in offered(record, user):
            yield Button(link.label, url=link.url, icon_name=link.icon, priority=9)
