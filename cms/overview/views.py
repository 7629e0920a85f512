"""The overview of units: figures, filter, table, spreadsheet."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from cms.overview.forms import OverviewForm
from cms.overview.listing import narrowed, ordered
from cms.overview.permissions import may_look, units_shown_to
from cms.overview.rows import UnitRow, rows_of
from cms.overview.shown import Shown, shown
from cms.overview.spreadsheet import HEADINGS, cells_of
from cms.overview.tiles import tiles_of

PAGE_SIZE = 25
PAGE = "p"


class OverviewView(SpreadsheetExportMixin, WagtailAdminTemplateMixin, View):
    """All units the person looks over, one row each."""

    http_method_names = ["get", "head", "options"]
    template_name = "admin/overview/index.html"
    page_title = _("Overview of units")
    header_icon = "table"
    list_export = list(HEADINGS)
    export_headings = HEADINGS
    export_filename = "toan-canh-don-vi"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        if not may_look(request.user):
            raise PermissionDenied
        answer: HttpResponseBase
        if self.is_export:
            answer = self.as_spreadsheet(shown(self.rows), request.GET["export"])
        else:
            answer = self.render_to_response(self.get_context_data())
        return answer

    @cached_property
    def all_rows(self) -> list[UnitRow]:
        return rows_of(units_shown_to(self.request.user))

    @cached_property
    def form(self) -> OverviewForm:
        return OverviewForm(self.request.GET, rows=self.all_rows)

    @cached_property
    def rows(self) -> list[UnitRow]:
        """Return the rows that the filter leaves, in its order."""
        wanted = self.form.wanted
        return ordered(narrowed(self.all_rows, wanted), wanted["order"])

    def to_row_dict(self, item: Shown) -> dict[str, Any]:
        return cells_of(item)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(self.rows, PAGE_SIZE).get_page(self.request.GET.get(PAGE))
        return {
            **super().get_context_data(**kwargs),
            "tiles": tiles_of(self.all_rows),
            "form": self.form,
            "shown": shown(list(page)),
            "page_of_rows": page,
            "living": sum(not row.is_over for row in self.all_rows),
            "need": self.form.wanted["need"],
            "query": self._query(),
            "exports": [(kind, self._query(export=kind)) for kind in self.FORMATS],
        }

    def _query(self, **more: str) -> str:
        """Return what was asked for as a query, from the first page on."""
        asked = self.request.GET.copy()
        for name in (PAGE, "export"):
            asked.pop(name, None)
        asked.update(more)
        return asked.urlencode()
