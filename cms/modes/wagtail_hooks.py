"""What the admin shows of special modes."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from cms.modes.models import Mode
from cms.modes.panels import ModesOn
from cms.modes.permissions import MODES, may_look
from cms.modes.viewsets import ModesViewSet

register_permission_policy(Mode, MODES)


@hooks.register("register_admin_viewset")
def screens() -> ModesViewSet:
    return ModesViewSet()


@hooks.register("construct_later_panels")
def modes_on(request: HttpRequest, panels: list[Any]) -> None:
    if may_look(request.user):
        panels.append(ModesOn(request))
