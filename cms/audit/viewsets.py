"""The screen of the security log (nhật ký an ninh)."""

from typing import Any

from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from cms.audit.filters import LogFilterSet
from cms.audit.models import SecurityEntry
from cms.audit.views import HEADINGS, LogIndexView, LogInspectView

KEPT_VIEWS = {"index", "index_results", "inspect"}
NO_SUCH_VIEWS = (
    *("add_url_name", "edit_url_name", "delete_url_name"),
    *("history_url_name", "usage_url_name"),
)


class LogViewSet(ModelViewSet):
    """Read and taken along, never written: entries come from what happens."""

    model = SecurityEntry
    name = "security-log"
    icon = "lock"
    menu_label = _("Security log")
    menu_order = 720
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = list(HEADINGS)
    index_view_class = LogIndexView
    inspect_view_class = LogInspectView
    filterset_class = LogFilterSet
    search_fields = ("actor_name", "subject", "address")
    ordering = "-number"
    list_per_page = 50
    list_export = list(HEADINGS)
    export_headings = HEADINGS
    export_filename = "nhat-ky-an-ninh"

    def get_form_class(self, for_update: bool = False) -> None:  # noqa: FBT001, FBT002
        """Return nothing: there is no form here."""

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        view_kwargs: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return {**view_kwargs, **dict.fromkeys(NO_SUCH_VIEWS)}

    def get_urlpatterns(self) -> list[URLPattern]:
        patterns: list[URLPattern] = super().get_urlpatterns()
        return [pattern for pattern in patterns if pattern.name in KEPT_VIEWS]
