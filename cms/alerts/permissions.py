"""Who warns the public: the standing office of a unit above (ORG-11)."""

from typing import Any

from django.db.models import QuerySet

from cms.alerts.models import Alert, AlertTemplate
from cms.alerts.querysets import AlertQuerySet
from sites.models import Capability
from sites.permissions import allow
from sites.policies import UnitPolicy
from sites.selectors import units_allowing

SEND, CHANGE = "alerts.add_alert", "alerts.change_alert"
ACTIONS = ("add", "change", "view")
KEPT = ("add", "change", "delete", "view")


def grant() -> None:
    """Join the house's table of capabilities; called once when apps are ready."""
    office = (Capability.STANDING_OFFICE,)
    allow(office, *(f"alerts.{action}_alert" for action in ACTIONS))
    allow(office, *(f"alerts.{action}_alerttemplate" for action in KEPT))
    allow((Capability.AUDITOR,), "alerts.view_alert", "alerts.view_alerttemplate")


ALERTS = UnitPolicy(Alert, ACTIONS)
TEMPLATES = UnitPolicy(AlertTemplate, KEPT)


def may_send(user: Any, unit_id: int) -> bool:
    """Tell whether somebody warns for an office."""
    return bool(user.is_active and units_allowing(user, SEND).filter(pk=unit_id))


def may_end(user: Any, alert: Alert) -> bool:
    """Tell whether somebody of the office may take a warning away now."""
    return alert.is_in_force and _is_of_office(user, alert)


def may_approve(user: Any, alert: Alert) -> bool:
    """Tell whether somebody else of the office may approve it; superusers are no other."""
    waits = alert.approved_at is None and user.pk != alert.sent_by_id
    return waits and _is_of_office(user, alert)


def _is_of_office(user: Any, alert: Alert) -> bool:
    return bool(ALERTS.user_has_permission_for_instance(user, "change", alert))


def may_look(user: Any) -> bool:
    return bool(ALERTS.user_has_any_permission(user, ("view", "change")))


def alerts_of(user: Any) -> AlertQuerySet:
    """Return the warnings of the offices that somebody works for or looks at."""
    rows: Any = ALERTS.instances_user_has_any_permission_for(user, ("view", "change"))
    return rows  # type: ignore[no-any-return]


def templates_of(user: Any) -> "QuerySet[AlertTemplate]":
    rows: Any = TEMPLATES.instances_user_has_permission_for(user, "view")
    return rows  # type: ignore[no-any-return]
