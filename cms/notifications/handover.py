"""What a unit tells somebody besides ends when they leave it."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cms.core.handover import HandoverKind, register_handover
from cms.notifications.models import Recipient
from sites.models import Unit


def told_besides(person: AbstractUser, unit: Unit) -> "QuerySet[Recipient]":
    rows: QuerySet[Recipient] = Recipient.objects.filter(person=person.pk, unit=unit)
    return rows


def end(rows: "QuerySet[Any]", person: AbstractUser) -> None:
    rows.delete()


def register() -> None:
    """Join the list of what passes on; called once when apps are ready."""
    register_handover(
        HandoverKind(
            "told_besides",
            _("Notifications the unit sent besides, now ended"),
            "notifications.Recipient.person",
            held=told_besides,
            pass_on=end,
            is_released=True,
        )
    )
