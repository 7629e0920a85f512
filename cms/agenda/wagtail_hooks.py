"""What the admin shows of the calendar and of days to remember."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from cms.agenda.panels import DaysAhead, UnitWeek
from cms.agenda.permissions import may_look
from cms.agenda.remembering import OccasionViewSet
from cms.agenda.viewsets import AgendaViewSet
from cms.almanac.models import Occasion
from cms.almanac.permissions import OCCASIONS

register_permission_policy(Occasion, OCCASIONS)


@hooks.register("register_admin_viewset")
def screens() -> list[AgendaViewSet | OccasionViewSet]:
    return [AgendaViewSet(), OccasionViewSet()]


@hooks.register("construct_later_panels")
def cards(request: HttpRequest, panels: list[Any]) -> None:
    if may_look(request.user):
        panels.extend([UnitWeek(request), DaysAhead(request)])
