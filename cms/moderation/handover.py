"""Claims that somebody leaves behind: whoever else may decide takes the item up."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cms.core.handover import HandoverKind, register_handover
from cms.moderation.models import Case
from sites.models import Unit


def claimed(person: AbstractUser, unit: Unit) -> "QuerySet[Case]":
    return Case.objects.open().filter(claimed_by=person.pk, unit=unit)


def assigned(person: AbstractUser, unit: Unit) -> "QuerySet[Case]":
    return Case.objects.open().filter(assigned_to=person.pk, unit=unit)


def drop_claims(cases: "QuerySet[Any]", person: AbstractUser) -> None:
    cases.update(claimed_by=None)


def drop_assignments(cases: "QuerySet[Any]", person: AbstractUser) -> None:
    cases.update(assigned_to=None)


def register() -> None:
    """Join the list of what passes on; called once when apps are ready."""
    register_handover(
        HandoverKind(
            "claims",
            _("Claimed items"),
            "moderation.Case.claimed_by",
            held=claimed,
            pass_on=drop_claims,
            is_released=True,
        ),
        HandoverKind(
            "assignments",
            _("Items assigned by name"),
            "moderation.Case.assigned_to",
            held=assigned,
            pass_on=drop_assignments,
            is_released=True,
        ),
    )
