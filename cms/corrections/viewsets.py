"""The list of reported mistakes (báo sai sót)."""

from typing import Any

from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.viewsets.model import ModelViewSet

from cms.core.views import OwnUnitsHistoryView
from cms.corrections.filters import ReportFilterSet
from cms.corrections.forms import DecisionForm
from cms.corrections.models import MistakeReport
from cms.corrections.views.desk import (
    ReportEditView,
    ReportIndexView,
    ReportInspectView,
)

REPORTED = ("title", "address", "passage", "problem", "suggestion", "received_at")
SENDER = ("reporter_name", "reporter_email", "reporter_phone")
HANDLED = ("handled_by", "handled_at")
PANELS = [
    MultiFieldPanel(
        [FieldPanel(name, read_only=True) for name in (*REPORTED, "copies")],
        heading=_("What the reader reports"),
    ),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel(name, read_only=True) for name in SENDER])],
        heading=_("Who sent it"),
        help_text=_(
            "Personal data: use it only to answer this report. It is deleted some time "
            "after the report is closed."
        ),
    ),
    MultiFieldPanel(
        [FieldPanel("state"), FieldPanel("answer"), FieldPanel("note")],
        heading=_("What the desk decides"),
    ),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel(name, read_only=True) for name in HANDLED])],
        heading=_("Last handled"),
    ),
]
KEPT_VIEWS = {
    *("index", "index_results", "edit", "history", "history_results", "inspect"),
}


class ReportViewSet(ModelViewSet):
    """Reports come from readers: there is no way here to add or delete one."""

    model = MistakeReport
    name = "corrections"
    icon = "comment"
    menu_label = _("Reported mistakes")
    menu_order = 120
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ["receipt", *REPORTED, "copies", "state", "answer", *HANDLED]
    edit_handler = ObjectList(PANELS, base_form_class=DecisionForm)
    index_view_class = ReportIndexView
    edit_view_class = ReportEditView
    history_view_class = OwnUnitsHistoryView
    inspect_view_class = ReportInspectView
    filterset_class = ReportFilterSet
    search_fields = ("receipt", "title", "passage", "problem")
    ordering = "-received_at"

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        view_kwargs: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return {**view_kwargs, "usage_url_name": None}

    def get_urlpatterns(self) -> list[URLPattern]:
        patterns: list[URLPattern] = super().get_urlpatterns()
        return [pattern for pattern in patterns if pattern.name in KEPT_VIEWS]
