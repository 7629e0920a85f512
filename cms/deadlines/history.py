"""How what was done to deadlines reads in a unit's log."""

from typing import Any

from django.utils.translation import gettext as _, gettext_lazy
from wagtail.log_actions import LogFormatter


class RuleSaved(LogFormatter):
    label = gettext_lazy("Save a deadline rule")

    def format_message(self, log_entry: Any) -> str:
        return str(_("Deadline rule saved: %(rule)s") % log_entry.data)


class RulesCombined(LogFormatter):
    label = gettext_lazy("Say how deadline rules combine")
    message = gettext_lazy("How deadline rules combine was decided")


class HoursSet(LogFormatter):
    label = gettext_lazy("Change office hours")
    message = gettext_lazy("Office hours changed")


class DayDecided(LogFormatter):
    label = gettext_lazy("Decide a day off or a working day")
    message = gettext_lazy("A day off or working day decided or withdrawn")


class DutySet(LogFormatter):
    label = gettext_lazy("Change the duty roster")
    message = gettext_lazy("The duty roster was changed")


class RemindersSet(LogFormatter):
    label = gettext_lazy("Change reminders")
    message = gettext_lazy("Reminders of deadlines were changed")
