"""How deeds of this room read in the history."""

from typing import Any

from django.utils.translation import gettext as _, gettext_lazy
from wagtail.log_actions import LogFormatter

from cms.quality.models import ShowsChildren, ShowsTerritory
from cms.quality.rules.table import RULES


class Explained(LogFormatter):
    label = gettext_lazy("Explain a rule")

    def format_message(self, log_entry: Any) -> str:
        data = log_entry.data
        rule = RULES.get(data["code"])
        return _("%(rule)s, %(subject)s: %(reason)s") % {
            "rule": rule.label if rule else data["code"],
            "subject": data["subject"],
            "reason": data["reason"],
        }


class Declared(LogFormatter):
    label = gettext_lazy("Say what a picture shows")

    def format_message(self, log_entry: Any) -> str:
        words = (
            ShowsChildren(log_entry.data["children"]).label,
            ShowsTerritory(log_entry.data["territory"]).label,
        )
        return "; ".join(map(str, words))


class ConsentRecorded(LogFormatter):
    label = gettext_lazy("Record a consent")

    def format_message(self, log_entry: Any) -> str:
        return _("A consent for the picture was recorded.")


class ConsentEnded(LogFormatter):
    label = gettext_lazy("End a consent")

    def format_message(self, log_entry: Any) -> str:
        return _("A consent holds until %(day)s.") % {"day": log_entry.data["on"]}


class Blurred(LogFormatter):
    label = gettext_lazy("Blur a picture")

    def format_message(self, log_entry: Any) -> str:
        return _("%(count)d areas are unrecognisable.") % {
            "count": log_entry.data["areas"]
        }
