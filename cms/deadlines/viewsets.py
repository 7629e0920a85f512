"""The screens of deadlines (thời hạn)."""

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from cms.deadlines import rosters, views
from cms.deadlines.permissions import ACTIONS, DEADLINES


class DeadlinesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(DEADLINES.user_has_any_permission(request.user, set(ACTIONS)))


class DeadlinesViewSet(ViewSet):
    name = "deadlines"
    icon = "time"
    menu_label = _("Deadlines")
    menu_order = 691
    add_to_admin_menu = True
    menu_item_class = DeadlinesMenuItem

    @cached_property
    def url_prefix(self) -> str:
        return "thoi-han"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", views.IndexView.as_view(), name="index"),
            path("ngay/", views.HouseDaysView.as_view(), name="house_days"),
            path("<int:unit>/gio/", views.TimetableView.as_view(), name="timetable"),
            path("<int:unit>/ngay/", views.DaysView.as_view(), name="days"),
            path("<int:unit>/truc/", rosters.DutyView.as_view(), name="duty"),
            path("<int:unit>/nhac/", rosters.RemindersView.as_view(), name="reminders"),
            path("<int:unit>/thu/", views.TryView.as_view(), name="try"),
            path("<int:unit>/moi/", views.RuleView.as_view(), name="new"),
            path("quy-dinh/<int:pk>/", views.RuleView.as_view(), name="rule"),
            path("tin/<int:pk>/", views.ItemView.as_view(), name="item"),
        ]
