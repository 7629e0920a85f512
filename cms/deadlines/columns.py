"""How much time is left, in a cell of admin lists."""

from typing import Any

from django.template.loader import render_to_string

from cms.deadlines.left import time_left

TEMPLATE = "admin/deadlines/time_left.html"


def left_cell(row: Any) -> str:
    """Return what is left of ``next_due`` (``selectors.with_next_due``), if anything is."""
    if not row.next_due:
        return ""
    return render_to_string(TEMPLATE, {"left": time_left(row.next_due)})
