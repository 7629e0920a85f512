"""How what keepers did to routes reads in the log."""

from typing import Any

from django.utils.translation import gettext as _, gettext_lazy
from wagtail.log_actions import LogFormatter


class RouteForced(LogFormatter):
    label = gettext_lazy("Put a route of approval in force")

    def format_message(self, log_entry: Any) -> str:
        return str(_("Version %(number)d put in force. %(grounds)s") % log_entry.data)


class RouteRetired(LogFormatter):
    label = gettext_lazy("Retire a route of approval")
    message = gettext_lazy("Covers nothing new any more")


class RoutesOrdered(LogFormatter):
    label = gettext_lazy("Change the order of routes")
    message = gettext_lazy("Asked earlier")
