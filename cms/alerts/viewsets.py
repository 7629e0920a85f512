"""The screens of warnings (cảnh báo) and of their templates."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.model import ModelViewSet

from cms.alerts.forms import TemplateForm
from cms.alerts.models import AlertTemplate
from cms.alerts.permissions import may_look
from cms.alerts.views.alerts import AlertsView, AlertView
from cms.alerts.views.sending import SendView
from cms.core.views import OwnUnitsDeleteView, OwnUnitsEditView, OwnUnitsIndexView
from sites.views import CreateView

KEPT_VIEWS = {"index", "index_results", "add", "edit", "delete"}
NO_SUCH_VIEWS = ("history_url_name", "usage_url_name")


class AlertsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_look(request.user)


class AlertViewSet(ViewSet):
    """What an office sends, approves and takes away."""

    name = "alerts"
    url_prefix = "canh-bao"
    icon = "warning"
    menu_label = _("Public warnings")
    menu_order = 55
    menu_item_class = AlertsMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", AlertsView.as_view(), name="index"),
            path("<int:pk>/", AlertView.as_view(), name="detail"),
            path("mau/<int:pk>/gui/", SendView.as_view(), name="send"),
        ]


class TemplateIndexView(OwnUnitsIndexView):
    page_title = _("Templates of warnings")
    list_help = _(
        "Words prepared on a quiet day, in both languages. In the night only their blanks "
        "are filled in."
    )
    list_empty = _("No template has been written yet.")

    def get_base_queryset(self) -> "QuerySet[Any]":
        return super().get_base_queryset().select_related("unit")


class AlertTemplateViewSet(ModelViewSet):
    """The templates of an office."""

    model = AlertTemplate
    name = "alert_templates"
    url_prefix = "mau-canh-bao"
    icon = "warning"
    add_to_admin_menu = False
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    list_per_page = 50
    index_view_class = TemplateIndexView
    add_view_class = CreateView
    edit_view_class = OwnUnitsEditView
    delete_view_class = OwnUnitsDeleteView
    search_fields = ("title_vi", "title_en")
    list_display = (
        "title_vi",
        Column("severity", label=_("Severity"), accessor="get_severity_display"),
        Column("hours", label=_("Hours")),
        Column("unit", label=_("Office"), accessor="unit.name"),
    )
    edit_handler = ObjectList(
        [
            FieldPanel("unit"),
            FieldRowPanel([FieldPanel("severity"), FieldPanel("hours")]),
            FieldPanel("title_vi"),
            FieldPanel("words_vi"),
            FieldPanel("title_en"),
            FieldPanel("words_en"),
        ],
        base_form_class=TemplateForm,
    )

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        view_kwargs: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return {**view_kwargs, **dict.fromkeys(NO_SUCH_VIEWS)}

    def get_urlpatterns(self) -> list[URLPattern]:
        patterns: list[URLPattern] = super().get_urlpatterns()
        return [pattern for pattern in patterns if pattern.name in KEPT_VIEWS]
