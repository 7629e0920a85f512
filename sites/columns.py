"""Columns of admin lists: days and hours as offices write them.

Wagtail's own column says how long ago something was, and “just now” of everything that
is still to come.
"""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.ui.tables import Column

NOTHING = "–"


def day(value: date | None) -> str:
    return date_format(value, "d/m/Y") if value else NOTHING


def moment(value: datetime | None) -> str:
    return date_format(timezone.localtime(value), "H:i d/m/Y") if value else NOTHING


class DayColumn(Column):
    def get_value(self, instance: Any) -> str:
        return day(super().get_value(instance))


class MomentColumn(Column):
    def get_value(self, instance: Any) -> str:
        return moment(super().get_value(instance))


class PlainColumn(Column):
    """Shows a dash where nothing stands."""

    empty_value_display = NOTHING

    def get_value(self, instance: Any) -> Any:
        value = super().get_value(instance)
        return "" if value is None else value
