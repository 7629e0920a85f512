"""The most pressing of the overview on the standing office's first page."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from cms.overview.permissions import units_shown_to
from cms.overview.rows import rows_of
from cms.overview.tiles import tiles_of

SHOWN = 3


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
