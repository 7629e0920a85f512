"""The screens of notifications (thông báo)."""

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from cms.notifications import views
from cms.notifications.permissions import NOTIFICATIONS


class NotificationsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(NOTIFICATIONS.user_has_permission(request.user, "change"))  # type: ignore[arg-type]


class NotificationsViewSet(ViewSet):
    name = "notifications"
    icon = "mail"
    menu_label = _("Notifications")
    menu_order = 692
    add_to_admin_menu = True
    menu_item_class = NotificationsMenuItem

    @cached_property
    def url_prefix(self) -> str:
        return "thong-bao"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", views.UnitView.as_view(), name="index"),
            path("cua-toi/", views.OwnView.as_view(), name="own"),
        ]
