"""What the admin shows of the health of hostnames and links."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from cms.health.history import RegistrationEntered, SetAside, TakenUp
from cms.health.models import Check
from cms.health.panels import HealthToMend
from cms.health.permissions import CHECKS
from cms.health.viewsets import HealthViewSet

register_permission_policy(Check, CHECKS)


@hooks.register("register_admin_viewset")
def screens() -> HealthViewSet:
    return HealthViewSet()


@hooks.register("register_log_actions")
def decisions(actions: Any) -> None:
    actions.register_action("dinh.enter_registration")(RegistrationEntered)
    actions.register_action("dinh.set_aside")(SetAside)
    actions.register_action("dinh.take_up")(TakenUp)


@hooks.register("construct_homepage_panels")
def health_to_mend(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(HealthToMend(request))
