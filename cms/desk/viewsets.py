"""The list of editorial records (hồ sơ tin bài)."""

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
)
from wagtail.admin.viewsets.model import ModelViewSet

from cms.core.models import EditorialRecord
from cms.core.views import OwnUnitsHistoryView
from cms.desk.filters import RecordFilterSet
from cms.desk.forms import DESK_FIELDS, RecordForm
from cms.desk.timeline import EVIDENCE_FILES, EvidenceFileView, TimelineView
from cms.desk.views import RecordEditView, RecordIndexView, RecordInspectView

FACTS = (
    *("title", "form", "event", "event_date", "byline", "topic_names"),
    *("origin", "source_name", "source_published_at"),
)
RECORD_PANELS = [
    MultiFieldPanel(
        [FieldPanel("liable_person"), FieldPanel("liable_unit")],
        heading=_("Who is liable"),
    ),
    MultiFieldPanel([FieldPanel("tier"), FieldPanel("tier_reason")], heading=_("Tier")),
    MultiFieldPanel(
        [
            FieldRowPanel(
                [
                    FieldPanel("is_political"),
                    FieldPanel("is_spokesperson"),
                    FieldPanel("is_sensitive"),
                    FieldPanel("is_festive"),
                ]
            ),
            FieldPanel("embargo_until"),
        ],
        heading=_("Flags"),
    ),
    MultiFieldPanel(
        [FieldPanel(name, read_only=True) for name in FACTS],
        heading=_("What the newest version says"),
        help_text=_("Changed in the item itself, not here."),
        classname="collapsed",
    ),
]
KEPT_VIEWS = {
    *("index", "index_results", "edit", "history", "history_results", "inspect"),
}


class RecordViewSet(ModelViewSet):
    """Records come with their items: there is no way here to add or delete one."""

    model = EditorialRecord
    name = "records"
    icon = "clipboard-list"
    menu_label = _("Editorial records")
    menu_order = 110
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = [
        *FACTS,
        "source_url",
        *DESK_FIELDS,
        "code",
        "first_published_at",
    ]
    edit_handler = ObjectList(RECORD_PANELS, base_form_class=RecordForm)
    index_view_class = RecordIndexView
    edit_view_class = RecordEditView
    history_view_class = OwnUnitsHistoryView
    inspect_view_class = RecordInspectView
    filterset_class = RecordFilterSet
    search_fields = ("title",)
    ordering = "-revised_at"

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        view_kwargs: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return {**view_kwargs, "usage_url_name": None}

    @property
    def timeline_view(self) -> Any:
        view_kwargs = self.get_inspect_view_kwargs()
        named = {"template_name": TimelineView.template_name}
        return self.construct_view(TimelineView, **{**view_kwargs, **named})

    def get_urlpatterns(self) -> list[URLPattern]:
        patterns: list[URLPattern] = super().get_urlpatterns()
        kept = [pattern for pattern in patterns if pattern.name in KEPT_VIEWS]
        files = EvidenceFileView.as_view()
        return [
            *kept,
            path("timeline/<int:pk>/", self.timeline_view, name="timeline"),
            *(
                path(f"evidence/<int:pk>/{kind}/", files, {"kind": kind}, kind)
                for kind in EVIDENCE_FILES
            ),
        ]
