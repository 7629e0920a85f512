"""Columns of the list of reported mistakes."""

from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.admin.ui.tables import Column, StatusTagColumn

from cms.corrections.models import MistakeReport
from sites.columns import MomentColumn

PASSAGE_SHOWN = 120


def passage_cell(report: MistakeReport) -> str:
    """Return the beginning of the passage, and how often it came."""
    passage = Truncator(report.passage).chars(PASSAGE_SHOWN)
    if report.copies == 1:
        return passage
    times = _("received %(copies)d times") % {"copies": report.copies}
    return format_html("{}<br><small>{}</small>", passage, times)


def columns() -> list[Column]:
    return [
        Column("title", label=gettext_lazy("The item"), sort_key="title", width="26%"),
        Column("passage", label=gettext_lazy("Passage"), accessor=passage_cell),
        MomentColumn(
            "received_at", label=gettext_lazy("Received at"), sort_key="received_at"
        ),
        StatusTagColumn(
            "state",
            label=gettext_lazy("Status"),
            accessor="get_state_display",
            sort_key="state",
            primary=lambda report: not report.is_finished,
        ),
    ]
