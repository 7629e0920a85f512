"""The screens of special modes (chế độ đặc biệt)."""

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from cms.modes.permissions import may_look
from cms.modes.views.editing import EditView
from cms.modes.views.modes import EndView, ModesView, ModeView


class ModesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_look(request.user)


class ModesViewSet(ViewSet):
    name = "modes"
    url_prefix = "che-do"
    icon = "date"
    menu_label = _("Special modes")
    menu_order = 56
    menu_item_class = ModesMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", ModesView.as_view(), name="index"),
            path("moi/", EditView.as_view(), name="new"),
            path("<int:pk>/", ModeView.as_view(), name="detail"),
            path("<int:pk>/sua/", EditView.as_view(), name="edit"),
            path("<int:pk>/ket-thuc/", EndView.as_view(), name="end"),
        ]
