"""What a person was to write and has not written passes to a colleague."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db.models import OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from cms.core.handover import HandoverKind, register_handover
from cms.planning.models import Assignment
from sites.models import Unit


def in_hand(person: AbstractUser, unit: Unit) -> "QuerySet[Assignment]":
    return Assignment.objects.open().filter(person=person.pk, unit=unit)


def unclaimed() -> "QuerySet[Assignment]":
    return Assignment.objects.open().filter(
        person=OuterRef("user"), unit=OuterRef("unit")
    )


def take_up(rows: "QuerySet[Any]", person: AbstractUser) -> None:
    rows.update(person=person.pk)


def register() -> None:
    """Join the list of what passes on; called once when apps are ready."""
    register_handover(
        HandoverKind(
            "planned_items",
            _("Items they were to write"),
            "planning.Assignment.person",
            held=in_hand,
            pass_on=take_up,
            unclaimed=unclaimed,
        )
    )
