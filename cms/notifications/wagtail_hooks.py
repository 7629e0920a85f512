"""What the admin shows of notifications."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter
from wagtail.permissions import register_permission_policy

from cms.notifications.models import UnitSetting
from cms.notifications.permissions import NOTIFICATIONS
from cms.notifications.viewsets import NotificationsViewSet

register_permission_policy(UnitSetting, NOTIFICATIONS)


@hooks.register("register_admin_viewset")
def screens() -> NotificationsViewSet:
    return NotificationsViewSet()


@hooks.register("register_account_menu_item")
def own(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("notifications:own"),
        "label": _("How you are told"),
        "help_text": _("Which notifications come by mail, and when."),
    }


class Set(LogFormatter):
    label = gettext_lazy("Change notifications")
    message = gettext_lazy("Who is told how was changed")


@hooks.register("register_log_actions")
def deeds(actions: Any) -> None:
    actions.register_action("dinh.set_notifications")(Set)
