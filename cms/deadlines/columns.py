"""A column of admin lists: how much time is left."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from cms.deadlines.left import time_left
from sites.columns import NOTHING

TEMPLATE = "admin/deadlines/time_left.html"


def left_cell(row: Any) -> str:
    """Return what is left of ``next_due`` (``selectors.with_next_due``)."""
    if not row.next_due or getattr(row, "is_masked", False):
        return NOTHING
    return render_to_string(TEMPLATE, {"left": time_left(row.next_due)})


def left_column() -> Column:
    return Column(
        "next_due",
        label=_("Time left"),
        accessor=left_cell,
        sort_key="next_due_at",
        width="13%",
    )
