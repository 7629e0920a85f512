"""Cards of the first page: units in need, and stale sections of the unit one works in."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.ui.components import Component

from cms.overview.owners import owned_sections
from cms.overview.permissions import units_shown_to
from cms.overview.rows import rows_of
from cms.overview.tiles import tiles_of

SHOWN = 3
SECTIONS = 6


class UnitsInNeed(Component):
    """How many units have the most pressing needs, of all the office looks over."""

    name = "units_in_need"
    order = 5
    aside = True
    template_name = "admin/overview/units_in_need.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        rows = rows_of(units_shown_to(self.request.user))
        pressing = [tile for tile in tiles_of(rows) if tile.total]
        return {"tiles": pressing[:SHOWN]}


class Freshness(Component):
    """“Độ mới của chuyên mục”: what wants something new, whose it is, for how long."""

    name = "freshness"
    order = 40
    template_name = "admin/overview/freshness.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        working = getattr(self.request.user, "working_unit_id", None)
        rows = owned_sections([working] if working else [], timezone.localdate())
        rows.sort(key=lambda one: (one.owner != self.request.user, -(one.over or 0)))
        return {
            "rows": rows[:SECTIONS],
            "more": max(0, len(rows) - SECTIONS),
            "person": self.request.user,
        }
