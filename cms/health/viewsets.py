"""The list of health checks (sức khỏe tên miền và liên kết)."""

from typing import Any

from django.urls import URLPattern
from django.utils.translation import pgettext_lazy
from wagtail.admin.viewsets.model import ModelViewSet

from cms.health.columns import HEADINGS
from cms.health.filters import CheckFilterSet
from cms.health.models import Check
from cms.health.views import CheckIndexView, CheckInspectView

KEPT_VIEWS = {"index", "index_results", "inspect"}
NO_SUCH_VIEWS = (
    *("add_url_name", "edit_url_name", "delete_url_name"),
    *("history_url_name", "usage_url_name"),
)


class HealthViewSet(ModelViewSet):
    """Checks come from portals and pages: nobody adds, rewrites or deletes one."""

    model = Check
    name = "health"
    icon = "link"
    menu_label = pgettext_lazy("menu", "Hostnames and links")
    menu_order = 130
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = CheckIndexView
    inspect_view_class = CheckInspectView
    filterset_class = CheckFilterSet
    search_fields = ("address",)
    list_per_page = 50
    list_export = list(HEADINGS)
    export_headings = HEADINGS
    export_filename = "suc-khoe-ten-mien-va-lien-ket"

    def get_form_class(self, for_update: bool = False) -> None:  # noqa: FBT001, FBT002
        """Return nothing: the page of a check has its own forms."""

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        view_kwargs: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return {**view_kwargs, **dict.fromkeys(NO_SUCH_VIEWS)}

    def get_urlpatterns(self) -> list[URLPattern]:
        patterns: list[URLPattern] = super().get_urlpatterns()
        return [pattern for pattern in patterns if pattern.name in KEPT_VIEWS]
