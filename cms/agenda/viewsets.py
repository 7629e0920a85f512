"""The screens of the calendar (lịch biên tập) and of days to remember."""

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from cms.agenda.permissions import may_look
from cms.agenda.views.calendar import DayView, MonthView, WeekView
from cms.agenda.views.coverage import CoverageView
from cms.agenda.views.moving import MovePlannedView, MoveReleaseView


class AgendaMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_look(request.user)


class AgendaViewSet(ViewSet):
    name = "agenda"
    icon = "calendar-alt"
    menu_label = _("Editorial calendar")
    menu_order = 107
    add_to_admin_menu = True
    menu_item_class = AgendaMenuItem

    @cached_property
    def url_prefix(self) -> str:
        return "lich"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", MonthView.as_view(), name="month"),
            path("tuan/", WeekView.as_view(), name="week"),
            path("ngay/<str:day>/", DayView.as_view(), name="day"),
            path("do-phu/", CoverageView.as_view(), name="coverage"),
            path(
                "chuyen/de-cuong/<int:pk>/",
                MovePlannedView.as_view(),
                name="move_planned",
            ),
            path(
                "chuyen/tin/<int:pk>/", MoveReleaseView.as_view(), name="move_release"
            ),
        ]
