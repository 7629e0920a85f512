"""How a change of desk data reads in the history."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.log_actions import LogFormatter

from cms.core.models import EditorialRecord


class RecordEdited(LogFormatter):
    label = gettext_lazy("Edit desk data")

    def format_message(self, log_entry: Any) -> str:
        names = log_entry.data.get("fields", [])
        if not names:
            return _("Saved without a change")
        return _("Changed: %(fields)s") % {"fields": ", ".join(map(_label, names))}


def _label(name: str) -> str:
    try:
        return str(EditorialRecord._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    except FieldDoesNotExist:  # a field that existed when the entry was written
        return name
