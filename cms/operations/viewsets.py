"""The screen of the work in the background (việc chạy nền)."""

from typing import Any

from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from cms.jobs.models import Job
from cms.operations.background import JobIndexView, JobInspectView
from cms.operations.filters import JobFilterSet

KEPT_VIEWS = {"index", "index_results", "inspect"}
NO_SUCH_VIEWS = (
    *("add_url_name", "edit_url_name", "delete_url_name"),
    *("history_url_name", "usage_url_name"),
)


class JobViewSet(ModelViewSet):
    """Jobs belong to no unit: whoever keeps the house looks after them, nobody else.

    The model has no permissions that a role could be given.
    """

    model = Job
    name = "jobs"
    icon = "cogs"
    menu_label = _("Work in the background")
    menu_order = 730
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = JobIndexView
    inspect_view_class = JobInspectView
    filterset_class = JobFilterSet
    list_per_page = 50

    def get_form_class(self, for_update: bool = False) -> None:  # noqa: FBT001, FBT002
        """Return nothing: the page of a job has its own forms."""

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        view_kwargs: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return {**view_kwargs, **dict.fromkeys(NO_SUCH_VIEWS)}

    def get_urlpatterns(self) -> list[URLPattern]:
        patterns: list[URLPattern] = super().get_urlpatterns()
        return [pattern for pattern in patterns if pattern.name in KEPT_VIEWS]
