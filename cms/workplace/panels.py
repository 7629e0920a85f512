"""Cards of the desk's first page. Features add theirs by Wagtail's own hooks."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.components import Component

from cms.workplace.figures import (
    Newest,
    draft_rows,
    newest_of,
    newest_rows,
    own_drafts,
    pens_of,
)
from cms.workplace.marks import may_switch, unit_of

SHOWN = 8


class OwnDrafts(Component):
    """What the person left unfinished."""

    name = "own_drafts"
    order = 10
    template_name = "admin/workplace/own_drafts.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"rows": draft_rows(_drafts(self.request))}


class NewestItems(Component):
    """What happened last in the person's units."""

    name = "newest_items"
    order = 20
    template_name = "admin/workplace/newest_items.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        records = _newest(self.request).records
        return {
            "rows": newest_rows(self.request.user, records),  # type: ignore[arg-type]
            "several": may_switch(self.request),
        }


class Pens(Component):
    """Where the person may write something new, in the unit they work in."""

    name = "pens"
    order = 30
    aside = True
    template_name = "admin/workplace/pens.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        unit = unit_of(self.request)
        return {
            "unit": unit,
            "pens": pens_of(self.request.user, unit),  # type: ignore[arg-type]
            "may_switch": may_switch(self.request),
        }


class DraftsFigure(SummaryItem):
    """How many drafts the person has, and how many of them are overdue."""

    order = 10
    template_name = "admin/workplace/drafts_figure.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        drafts = _drafts(self.request)
        if not drafts:
            return {"total": 0, "overdue": 0}
        return {"total": drafts[0].drafts, "overdue": drafts[0].overdue}


class WeekFigures(SummaryItem):
    """What changed and what went out within seven days."""

    order = 20
    template_name = "admin/workplace/week_figures.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"week": _newest(self.request).week}


def _drafts(request: HttpRequest) -> list[Any]:
    """Return the person's newest drafts, read once; each knows how many there are."""
    if not hasattr(request, "own_drafts"):
        drafts = own_drafts(request.user)  # type: ignore[arg-type]
        request.own_drafts = list(drafts[:SHOWN])  # type: ignore[attr-defined]
    found: list[Any] = request.own_drafts  # type: ignore[attr-defined]
    return found


def _newest(request: HttpRequest) -> Newest:
    if not hasattr(request, "newest_items"):
        request.newest_items = newest_of(request.user, SHOWN)  # type: ignore[attr-defined,arg-type]
    found: Newest = request.newest_items  # type: ignore[attr-defined]
    return found
