"""What a unit's standing office keeps: a template, and a warning that stands."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from cms.alerts.models import Alert, AlertTemplate, Severity
from cms.alerts.services import send_alert
from cms.users.models import User
from tests.factories.portals import Living


@dataclass(frozen=True)
class Warned:
    template: AlertTemplate
    alert: Alert


def build_warned(name: str, living: Living, person: User) -> Warned:
    template = AlertTemplate.objects.create(
        unit=living.unit,
        severity=Severity.WARNING,
        title_vi=f"{name}-canhbao",
        title_en=f"{name}-warning",
        words_vi=f"{name}-loi {{nơi}}",
        words_en=f"{name}-words {{nơi}}",
    )
    alert = send_alert(
        template=template,
        values={"place": f"{name}-noi"},
        portals=[living.portal],
        expires_at=timezone.now() + timedelta(hours=1),
        actor=person,
    )
    return Warned(template, alert)
