"""The overview as a spreadsheet: every row that the filter leaves, every fact."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cms.overview.needs import Need
from cms.overview.shown import Shown, since_words

Cell = Callable[[Shown], Any]


def _sections(one: Shown) -> str:
    told = (f"{section.title} ({since_words(section)})" for section in one.row.stale)
    return "; ".join(told)


def _published(one: Shown) -> Any:
    """Return the office's own time: spreadsheets know no zones."""
    last = one.row.last_published
    return timezone.make_naive(last) if last else ""


COLUMNS: dict[str, tuple[str | Promise, Cell]] = {
    "name": (_("Unit"), lambda one: one.row.name),
    "kind": (_("Tier"), lambda one: one.row.kind_label),
    "above": (_("Parent unit"), lambda one: one.row.above),
    "state": (_("Portal"), lambda one: one.state_label),
    "successors": (_("Successor unit"), lambda one: one.successors),
    "languages": (_("Languages"), lambda one: one.languages),
    "facts": (
        _("Owner's facts of five"),
        lambda one: one.row.facts if one.row.portal_id else "",
    ),
    "missing": (_("Facts that are missing"), lambda one: capfirst(one.missing)),
    "last_published": (_("Last publication"), _published),
    "recent": (_("Items in 30 days"), lambda one: one.row.recent),
    "before": (_("Items in the 30 days before"), lambda one: one.row.before),
    "stale": (_("Stale sections"), _sections),
    "departed": (
        _("Left without a handover"),
        lambda one: ", ".join(one.row.departed),
    ),
    "reports": (_("Reported mistakes to answer"), lambda one: one.row.reports),
    "needs": (
        _("Needs"),
        lambda one: "; ".join(str(Need(need).label) for need in one.row.needs),
    ),
}
HEADINGS = {name: heading for name, (heading, _cell) in COLUMNS.items()}


def cells_of(one: Shown) -> dict[str, Any]:
    return {name: cell(one) for name, (_heading, cell) in COLUMNS.items()}
