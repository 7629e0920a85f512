"""The addresses of the wizard."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, re_path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from cms.provisioning.forms import FORMS
from cms.provisioning.permissions import OPENINGS
from cms.provisioning.views import check, drafts, listing, record


class OpeningMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(OPENINGS.user_has_any_permission(request.user, ["view", "change"]))


class OpeningViewSet(ViewSet):
    """Portals are opened here by the standing office; files are for whoever runs the house."""

    name = "openings"
    url_prefix = "mo-cong"
    icon = "site"
    menu_label = _("Opening portals")
    menu_order = 695
    menu_item_class = OpeningMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        index = listing.OpeningIndexView
        steps = "|".join(FORMS)
        screens: list[tuple[str, Any, str]] = [
            ("", index.as_view(), "index"),
            ("results/", index.as_view(results_only=True), "index_results"),
            ("moi/", drafts.StartView.as_view(), "start"),
            ("<int:pk>/kiem-tra/", check.CheckView.as_view(), "check"),
            ("<int:pk>/ho-so/", record.RecordView.as_view(), "record"),
        ]
        return [
            *(path(route, view, name=name) for route, view, name in screens),
            re_path(
                rf"^(?P<pk>[0-9]{{1,9}})/(?P<step>{steps})/$",
                drafts.StepView.as_view(),
                name="step",
            ),
        ]
