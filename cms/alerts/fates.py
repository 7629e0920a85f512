"""What becomes of warnings and their templates when units change."""

from typing import Any

from django.db.models import QuerySet

from cms.alerts.models import AlertTemplate
from cms.core.lifecycle import Fate, declare, follows, stays
from sites.models import Unit


def templates_of(unit: Unit) -> "QuerySet[AlertTemplate]":
    return AlertTemplate.objects.filter(unit=unit)


def pass_on(rows: "QuerySet[Any]", successor: Unit | None) -> int:
    return rows.update(unit=successor)


def register() -> None:
    """Declare this app's keys; called once when apps are ready."""
    declare(
        "alerts.AlertTemplate.unit",
        held=templates_of,
        deed=pass_on,
        merge=Fate.MOVES,
    )
    stays("alerts.Alert.unit")
    follows("alerts.Alert_portals.alert", "alerts.Alert_portals.portal")
