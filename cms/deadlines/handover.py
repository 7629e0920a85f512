"""Shifts that somebody who leaves would still have had: they stand open again."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.handover import HandoverKind, register_handover
from cms.deadlines.models import DutyShift
from sites.models import Unit


def to_come(person: AbstractUser, unit: Unit) -> "QuerySet[DutyShift]":
    rows: QuerySet[DutyShift] = DutyShift.objects.filter(
        person=person.pk, unit=unit, ends__gt=timezone.now()
    )
    return rows


def vacate(rows: "QuerySet[Any]", person: AbstractUser) -> None:
    rows.delete()


def register() -> None:
    """Join the list of what passes on; called once when apps are ready."""
    register_handover(
        HandoverKind(
            "duty_shifts",
            _("Duty shifts to come, now vacant"),
            "deadlines.DutyShift.person",
            held=to_come,
            pass_on=vacate,
            is_released=True,
        )
    )
