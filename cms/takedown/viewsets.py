"""The screens of items that leave their readers (gỡ và ẩn tin bài)."""

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from cms.takedown.filters import RemovalFilterSet
from cms.takedown.models import Removal
from cms.takedown.views.files import kept_file
from cms.takedown.views.leaving import AskView, HideView, StopView
from cms.takedown.views.removals import RemovalIndexView, RemovalInspectView

KEPT_VIEWS = {"index", "index_results", "inspect"}
NO_SUCH_VIEWS = (
    *("add_url_name", "edit_url_name", "delete_url_name"),
    *("history_url_name", "usage_url_name"),
)


class RemovalViewSet(ModelViewSet):
    """Removals come from pages: nobody adds, rewrites or deletes one here."""

    model = Removal
    name = "takedown"
    icon = "no-view"
    menu_label = _("Hidden and taken down")
    menu_order = 125
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = RemovalIndexView
    inspect_view_class = RemovalInspectView
    filterset_class = RemovalFilterSet
    search_fields = ("record__title",)
    list_per_page = 50

    def get_form_class(self, for_update: bool = False) -> None:  # noqa: FBT001, FBT002
        """Return nothing: what is done to an item has its own forms."""

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        view_kwargs: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return {**view_kwargs, **dict.fromkeys(NO_SUCH_VIEWS)}

    def get_urlpatterns(self) -> list[URLPattern]:
        patterns: list[URLPattern] = super().get_urlpatterns()
        kept = [pattern for pattern in patterns if pattern.name in KEPT_VIEWS]
        return [
            *kept,
            path("trang/<int:page_id>/an/", HideView.as_view(), name="hide"),
            path("trang/<int:page_id>/go/", AskView.as_view(), name="ask"),
            path("trang/<int:page_id>/dung-khan/", StopView.as_view(), name="stop"),
            path("<int:pk>/tep/<int:place>/", kept_file, name="file"),
        ]
