"""How what was decided about dead letters reads in the log."""

from typing import Any

from django.utils.translation import gettext as _, gettext_lazy
from wagtail.log_actions import LogFormatter


class JobRetried(LogFormatter):
    label = gettext_lazy("Try a job again")
    message = gettext_lazy("Tried again")


class JobsRetried(LogFormatter):
    label = gettext_lazy("Try all jobs of a topic again")

    def format_message(self, log_entry: Any) -> str:
        return str(_("Tried again: %(number)s jobs of “%(topic)s”") % log_entry.data)


class JobDropped(LogFormatter):
    label = gettext_lazy("Drop a job")

    def format_message(self, log_entry: Any) -> str:
        return str(_("Dropped: %(reason)s") % log_entry.data)
