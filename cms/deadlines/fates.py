"""What becomes of rules and dues when units change: they go where the portal goes."""

from functools import partial
from typing import Any

from django.db.models import QuerySet

from cms.core.lifecycle import follows, goes_with_portal, stays
from cms.deadlines.models import (
    DeadlineRule,
    DeadlineSetting,
    DutyShift,
    ReminderSetting,
)
from sites.models import Unit


def rows_of(model: type[Any], unit: Unit) -> "QuerySet[Any]":
    rows: QuerySet[Any] = model.objects.filter(unit=unit)
    return rows


def pass_on(rows: "QuerySet[Any]", successor: Unit | None) -> int:
    return rows.update(unit=successor)


def pass_setting_on(rows: "QuerySet[Any]", successor: Unit | None) -> int:
    """Leave behind what the successor has decided for itself."""
    own = rows.model.objects.filter(unit=successor)
    return 0 if own.exists() else rows.update(unit=successor)


def register() -> None:
    """Declare this app's keys; called once when apps are ready."""
    goes_with_portal(
        "deadlines.DeadlineRule.unit", held=partial(rows_of, DeadlineRule), deed=pass_on
    )
    goes_with_portal(
        "deadlines.DeadlineSetting.unit",
        held=partial(rows_of, DeadlineSetting),
        deed=pass_setting_on,
    )
    goes_with_portal(
        "deadlines.ReminderSetting.unit",
        held=partial(rows_of, ReminderSetting),
        deed=pass_setting_on,
    )
    goes_with_portal(
        "deadlines.DutyShift.unit", held=partial(rows_of, DutyShift), deed=pass_on
    )
    stays("deadlines.DayOverride.unit")  # it was off on that day
    follows(
        "deadlines.DeadlineRule_sections.deadlinerule",
        "deadlines.Due.record",
        "deadlines.Due.rule",
        "deadlines.DueChange.due",
        "deadlines.DueTold.due",
    )
