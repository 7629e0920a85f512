"""The address of the overview and its place in the menu."""

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from cms.overview.permissions import may_look
from cms.overview.views import OverviewView


class OverviewMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_look(request.user)


class OverviewViewSet(ViewSet):
    """All units at a glance."""

    name = "overview"
    url_prefix = "toan-canh"
    icon = "table"
    menu_label = _("Overview of units")
    menu_order = 50
    menu_item_class = OverviewMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", OverviewView.as_view(), name="index")]
