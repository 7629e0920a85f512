"""Invitations that nobody took up yet end with whoever sent them."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.handover import HandoverKind, register_handover
from cms.members.models import Invitation
from sites.models import Unit


def waiting(person: AbstractUser, unit: Unit) -> "QuerySet[Invitation]":
    invitations: QuerySet[Invitation] = Invitation.objects.pending().filter(
        invited_by=person.pk, unit=unit
    )
    return invitations


def withdraw(invitations: "QuerySet[Any]", person: AbstractUser) -> None:
    invitations.update(withdrawn_at=timezone.now())


def register() -> None:
    """Join the list of what passes on; called once when apps are ready."""
    register_handover(
        HandoverKind(
            "invitations",
            _("Invitations nobody accepted yet, now withdrawn"),
            "members.Invitation.invited_by",
            held=waiting,
            pass_on=withdraw,
            is_released=True,
        )
    )
