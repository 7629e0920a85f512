"""What becomes of invitations, suspensions and minutes when their unit changes."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from cms.core.lifecycle import Fate, declare, follows, stays
from cms.members.models import Invitation
from sites.models import Unit


def open_invitations(unit: Unit) -> "QuerySet[Invitation]":
    return Invitation.objects.pending().filter(unit=unit)


def withdraw(invitations: "QuerySet[Any]", successor: Unit | None) -> int:
    return invitations.update(withdrawn_at=timezone.now())


def register() -> None:
    """Declare this app's keys; called once when apps are ready."""
    declare(
        "members.Invitation.unit",
        held=open_invitations,
        deed=withdraw,
        merge=Fate.ENDS,
        split=Fate.ENDS,
        close=Fate.ENDS,
    )
    stays("members.Handover.unit", "members.Suspension.unit")
    follows("members.Suspension.handover")
