"""The screens of old addresses."""

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
)
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.viewsets.model import ModelViewSet

from cms.addresses.filters import RuleFilterSet
from cms.addresses.forms import RuleForm
from cms.addresses.models import AddressRule
from cms.addresses.views.lists import BadLinesView, ImportView, ReportView
from cms.addresses.views.retired import ReleaseView, RetiredIndexView
from cms.addresses.views.rules import (
    HEADINGS,
    RuleCreateView,
    RuleDeleteView,
    RuleEditView,
    RuleIndexView,
)
from cms.addresses.views.trying import TryView
from cms.core.views import OwnUnitsHistoryView
from sites.columns import DayColumn

SOURCE_HELP = _(
    "Copied whole, or from its path on: “/Default.aspx?id=123”. Where something differs "
    "from address to address write a gap: “/vi/news/{muc}/{slug}-{id}.html”. {id}, {so}, "
    "{nam} stand for digits; {phan*} at the end stands for all that remains."
)
TARGET_HELP = _(
    "A path of the portal or an address elsewhere; gaps of the old address are filled in: "
    "“/tin-tuc/{slug}/”."
)
PANELS = [
    FieldPanel("portal"),
    FieldPanel("source", help_text=SOURCE_HELP),
    MultiFieldPanel(
        [
            PageChooserPanel("page"),
            FieldPanel("target", help_text=TARGET_HELP),
            FieldPanel("is_gone"),
        ],
        heading=_("Leads to one of these"),
    ),
    FieldRowPanel([FieldPanel("straightens")]),
]
KEPT_VIEWS = {
    *("index", "index_results", "add", "edit", "delete"),
    *("history", "history_results"),
}


class RuleViewSet(ModelViewSet):
    model = AddressRule
    name = "addresses"
    icon = "redirect"
    menu_label = _("Old addresses")
    menu_order = 680
    add_to_admin_menu = True
    copy_view_enabled = False
    edit_handler = ObjectList(PANELS, base_form_class=RuleForm)
    index_view_class = RuleIndexView
    add_view_class = RuleCreateView
    edit_view_class = RuleEditView
    delete_view_class = RuleDeleteView
    history_view_class = OwnUnitsHistoryView
    filterset_class = RuleFilterSet
    search_fields = ("source", "host", "target", "page__title")
    list_per_page = 50
    list_export = list(HEADINGS)
    export_headings = HEADINGS
    export_filename = "dia-chi-cu"
    list_display = [
        "__str__",
        Column("where", label=_("Leads to"), accessor="where"),
        Column("unit", label=_("Unit"), accessor="portal.unit.short_name"),
        NumberColumn("hits", label=_("Hits"), sort_key="hits"),
        DayColumn("last_hit_on", label=_("Last hit"), sort_key="last_hit_on"),
    ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        view_kwargs: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return {**view_kwargs, "usage_url_name": None}

    def get_urlpatterns(self) -> list[URLPattern]:
        patterns: list[URLPattern] = super().get_urlpatterns()
        kept = [pattern for pattern in patterns if pattern.name in KEPT_VIEWS]
        retired = RetiredIndexView
        more: list[tuple[str, Any, str]] = [
            ("thu/", TryView.as_view(), "try"),
            ("danh-sach/", ImportView.as_view(), "import"),
            ("danh-sach/<int:pk>/", ReportView.as_view(), "report"),
            ("danh-sach/<int:pk>/loi/", BadLinesView.as_view(), "bad"),
            ("ten-mien/", retired.as_view(), "retired"),
            ("ten-mien/results/", retired.as_view(results_only=True), "retired_results"),
            ("ten-mien/<int:pk>/", ReleaseView.as_view(), "release"),
        ]  # fmt: skip
        return [*kept, *(path(route, view, name=name) for route, view, name in more)]
