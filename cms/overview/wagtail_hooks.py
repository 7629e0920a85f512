"""What the admin shows of the overview."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from cms.overview.panels import Freshness, UnitsInNeed
from cms.overview.permissions import directs
from cms.overview.viewsets import OverviewViewSet
from cms.planning.permissions import TAKE


@hooks.register("register_admin_viewset")
def overview() -> OverviewViewSet:
    return OverviewViewSet()


@hooks.register("construct_homepage_panels")
def units_in_need(request: HttpRequest, panels: list[Any]) -> None:
    if directs(request.user):
        panels.append(UnitsInNeed(request))


@hooks.register("construct_homepage_panels")
def freshness(request: HttpRequest, panels: list[Any]) -> None:
    """Show whoever writes what wants something new in the unit they work in."""
    if request.user.has_perm(TAKE):
        panels.append(Freshness(request))
