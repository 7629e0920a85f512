"""The screens of routes (tuyến duyệt)."""

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from cms.desk.routing import views
from cms.routes.permissions import ROUTES


class RoutesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(ROUTES.user_has_any_permission(request.user, {"view", "change"}))


class RoutesViewSet(ViewSet):
    name = "routes"
    icon = "tasks"
    menu_label = _("Routes of approval")
    menu_order = 690
    add_to_admin_menu = True
    menu_item_class = RoutesMenuItem

    @cached_property
    def url_prefix(self) -> str:
        return "routes"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", views.RouteListView.as_view(), name="index"),
            path("thu/", views.TryView.as_view(), name="try"),
            path("moi/", views.NewRouteView.as_view(), name="new"),
            path("<int:pk>/", views.RouteView.as_view(), name="route"),
            path("ban-thao/<int:pk>/", views.DraftView.as_view(), name="draft"),
        ]
