"""What becomes of directives and rumours when units change: successors answer them."""

from typing import Any

from django.db.models import QuerySet

from cms.core.lifecycle import Fate, declare, follows
from cms.directives.models import Directive, Rebuttal
from sites.models import Unit


def directives_of(unit: Unit) -> "QuerySet[Directive]":
    return Directive.objects.open().filter(unit=unit)


def rebuttals_of(unit: Unit) -> "QuerySet[Rebuttal]":
    return Rebuttal.objects.open().filter(unit=unit)


def pass_on(rows: "QuerySet[Any]", successor: Unit | None) -> int:
    return rows.update(unit=successor)


def register() -> None:
    """Declare this app's keys; called once when apps are ready."""
    inherited = {"merge": Fate.MOVES, "split": Fate.MOVES}
    declare("directives.Directive.unit", held=directives_of, deed=pass_on, **inherited)
    declare("directives.Rebuttal.unit", held=rebuttals_of, deed=pass_on, **inherited)
    follows(
        "directives.DirectiveLink.directive",
        "directives.DirectiveLink.record",
        "directives.DirectiveTask.directive",
        "directives.Rebuttal.record",
        "directives.Concern.record",
    )
