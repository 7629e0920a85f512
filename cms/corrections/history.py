"""How the handling of a report reads in its history."""

from typing import Any

from django.utils.translation import gettext as _, gettext_lazy
from wagtail.log_actions import LogFormatter

from cms.corrections.models import MistakeReport, ReportState


class ReportHandled(LogFormatter):
    label = gettext_lazy("Handle a reported mistake")

    def format_message(self, log_entry: Any) -> str:
        fields, before, after = map(log_entry.data.get, ("fields", "before", "after"))
        if not fields:
            return _("Saved without a change")
        if before != after:
            words = {"before": _state(before), "after": _state(after)}
            return _("Status: from “%(before)s” to “%(after)s”") % words
        names = (MistakeReport._meta.get_field(name).verbose_name for name in fields)  # type: ignore[union-attr]
        return _("Changed: %(fields)s") % {"fields": ", ".join(map(str, names))}


def _state(value: str) -> str:
    return str(ReportState(value).label) if value in ReportState.values else value


class ReporterForgotten(LogFormatter):
    label = gettext_lazy("Forget the sender")
    message = gettext_lazy("Name, e-mail and phone of the sender were deleted")
