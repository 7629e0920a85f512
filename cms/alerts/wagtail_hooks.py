"""What the admin shows of warnings."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from cms.alerts.models import Alert, AlertTemplate
from cms.alerts.panels import StandingAlerts
from cms.alerts.permissions import ALERTS, TEMPLATES
from cms.alerts.viewsets import AlertTemplateViewSet, AlertViewSet

register_permission_policy(Alert, ALERTS)
register_permission_policy(AlertTemplate, TEMPLATES)


@hooks.register("register_admin_viewset")
def screens() -> list[AlertViewSet | AlertTemplateViewSet]:
    return [AlertViewSet(), AlertTemplateViewSet()]


@hooks.register("construct_homepage_panels")
def standing_alerts(request: HttpRequest, panels: list[Any]) -> None:
    if ALERTS.user_has_permission(request.user, "change"):  # type: ignore[arg-type]
        panels.append(StandingAlerts(request))
