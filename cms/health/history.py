"""How what people decided about a check reads in its log."""

from typing import Any

from django.utils.translation import gettext as _, gettext_lazy
from wagtail.log_actions import LogFormatter


class RegistrationEntered(LogFormatter):
    label = gettext_lazy("Enter until when a name is registered")

    def format_message(self, log_entry: Any) -> str:
        return str(_("Registered until %(after)s") % log_entry.data)


class SetAside(LogFormatter):
    label = gettext_lazy("Set an alarm aside")

    def format_message(self, log_entry: Any) -> str:
        return str(_("Set aside: %(reason)s") % log_entry.data)


class TakenUp(LogFormatter):
    label = gettext_lazy("Watch again")
    message = gettext_lazy("Told of again")
