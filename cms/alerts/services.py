"""A warning is sent, approved after the fact, and taken away."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.alerts.faults import Draft, faults_of, portals_below
from cms.alerts.models import Alert, AlertTemplate
from cms.alerts.permissions import may_approve, may_end, may_send
from cms.audit.kinds import Kind
from cms.audit.services import record
from cms.users.models import User
from sites.models import Portal
from sites.services import announce_portal_changed


@transaction.atomic
def send_alert(
    *,
    template: AlertTemplate,
    values: Mapping[str, Any],
    portals: Iterable[Portal],
    expires_at: datetime | None,
    actor: User,
    is_everywhere: bool = False,
) -> Alert:
    """Put a warning before the readers of portals, on one's own responsibility.

    ``is_everywhere``: also of those that are opened below the office while it stands.

    Every process sees it within ``sites.directory.RECHECK_SECONDS`` of the commit.
    Raises ``PermissionDenied``, or ``ValidationError`` with all faults by field.
    """
    if not may_send(actor, template.unit_id):
        raise PermissionDenied
    # Two taps at once wait for each other here; the second finds the first one's.
    AlertTemplate.objects.select_for_update().get(pk=template.pk)
    chosen = list(portals)
    draft = Draft(template, values, chosen, expires_at)
    faults = faults_of(draft)
    if faults or expires_at is None:
        raise ValidationError(faults)
    now = timezone.now()
    alert = Alert.objects.create(
        **draft.words,
        severity=template.severity,
        unit=template.unit,
        is_everywhere=is_everywhere,
        sent_by=actor,
        sent_at=now,
        expires_at=expires_at,
        approve_by=now + timedelta(hours=settings.EMERGENCY_CONFIRM_HOURS),
    )
    alert.portals.set(chosen)
    _announce(alert)
    _enter(Kind.ALERT_SENT, alert, actor)
    return alert


@transaction.atomic
def approve_alert(*, alert: Alert, actor: User) -> Alert:
    """Approve after the fact, as another person of the office.

    Raises ``PermissionDenied``, or ``ValidationError`` when somebody has approved it.
    """
    alert = Alert.objects.select_for_update(of=("self",)).get(pk=alert.pk)
    if alert.approved_at is not None:
        raise ValidationError(_("Somebody has approved it already."))
    if not may_approve(actor, alert):
        raise PermissionDenied
    alert.approved_by, alert.approved_at = actor, timezone.now()
    alert.save(update_fields=["approved_by", "approved_at"])
    _enter(Kind.ALERT_APPROVED, alert, actor)
    return alert


@transaction.atomic
def end_alert(*, alert: Alert, actor: User) -> Alert:
    """Take a warning from its readers at once, before it expires by itself.

    Raises ``PermissionDenied``, or ``ValidationError`` when it is over already.
    """
    alert = Alert.objects.select_for_update(of=("self",)).get(pk=alert.pk)
    if not alert.is_in_force:
        raise ValidationError(_("It is over already."))
    if not may_end(actor, alert):
        raise PermissionDenied
    alert.ended_by, alert.ended_at = actor, timezone.now()
    alert.save(update_fields=["ended_by", "ended_at"])
    _announce(alert)
    _enter(Kind.ALERT_ENDED, alert, actor)
    return alert


def _announce(alert: Alert) -> None:
    """Let every process forget what it remembers of the portals, in one order.

    Two offices that warn the same portals at once would else wait for each other.
    """
    keys = set(alert.portals.values_list("pk", flat=True))
    if alert.is_everywhere:
        keys.update(portals_below(alert.unit_id).values_list("pk", flat=True))
    for key in sorted(keys):
        announce_portal_changed(portal_id=key)


def _enter(kind: Kind, alert: Alert, actor: User) -> None:
    """Leave evidence: who in full, for which office, which words, where, until when."""
    hosts = alert.portals.order_by("site__hostname")
    record(
        kind=kind,
        actor=actor,
        unit=alert.unit,
        subject=alert,
        facts={
            "person": str(actor),
            "position": actor.position,
            "office": alert.unit.name,
            "severity": alert.severity,
            "vi": f"{alert.title_vi}: {alert.words_vi}",
            "en": f"{alert.title_en}: {alert.words_en}",
            "everywhere": alert.is_everywhere,
            "hosts": list(hosts.values_list("site__hostname", flat=True)),
            "until": timezone.localtime(alert.expires_at).isoformat("T", "minutes"),
        },
    )
