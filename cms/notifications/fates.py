"""What becomes of settings and notifications when units change."""

from functools import partial
from typing import Any

from django.db.models import QuerySet

from cms.core.lifecycle import follows, goes_with_portal, stays
from cms.notifications.models import Recipient, UnitSetting
from sites.models import Unit


def rows_of(model: type[Any], unit: Unit) -> "QuerySet[Any]":
    rows: QuerySet[Any] = model.objects.filter(unit=unit)
    return rows


def pass_on(rows: "QuerySet[Any]", successor: Unit | None) -> int:
    return rows.update(unit=successor)


def pass_setting_on(rows: "QuerySet[Any]", successor: Unit | None) -> int:
    """Leave behind what the successor has decided for itself."""
    own = UnitSetting.objects.filter(unit=successor)
    return 0 if own.exists() else rows.update(unit=successor)


def register() -> None:
    """Declare this app's keys; called once when apps are ready."""
    goes_with_portal(
        "notifications.UnitSetting.unit",
        held=partial(rows_of, UnitSetting),
        deed=pass_setting_on,
    )
    goes_with_portal(
        "notifications.Recipient.unit", held=partial(rows_of, Recipient), deed=pass_on
    )
    stays("notifications.Notification.unit")  # who was told by whom
    follows("notifications.Notification.record")
