"""Tasks of directives that a person has not done yet pass to a colleague."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db.models import OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from cms.core.handover import HandoverKind, register_handover
from cms.directives.models import DirectiveTask
from sites.models import Unit


def in_hand(person: AbstractUser, unit: Unit) -> "QuerySet[DirectiveTask]":
    return DirectiveTask.objects.unfinished().filter(
        person=person.pk, directive__unit=unit
    )


def unclaimed() -> "QuerySet[DirectiveTask]":
    return DirectiveTask.objects.unfinished().filter(
        person=OuterRef("user"), directive__unit=OuterRef("unit")
    )


def take_up(tasks: "QuerySet[Any]", person: AbstractUser) -> None:
    tasks.update(person=person.pk)


def register() -> None:
    """Join the list of what passes on; called once when apps are ready."""
    register_handover(
        HandoverKind(
            "directive_tasks",
            _("Tasks of directives"),
            "directives.DirectiveTask.person",
            held=in_hand,
            pass_on=take_up,
            unclaimed=unclaimed,
        )
    )
