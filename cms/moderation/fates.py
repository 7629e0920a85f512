"""What becomes of items under way when units change."""

from typing import Any

from django.db.models import QuerySet

from cms.core.lifecycle import follows, goes_with_portal
from cms.moderation.models import Case
from sites.models import Unit


def open_cases_of(unit: Unit) -> "QuerySet[Case]":
    return Case.objects.open().filter(unit=unit)


def keep(rows: "QuerySet[Any]", successor: Unit | None) -> int:
    return rows.update(unit=successor)


def register() -> None:
    goes_with_portal("moderation.Case.unit", held=open_cases_of, deed=keep)
    follows(
        "moderation.Bundle.portal",
        "moderation.Case.record",
        "moderation.Case.route_version",
        "moderation.Case.bundle",
        "moderation.Case_barred.case",
        "moderation.Decision.case",
        "moderation.Decision.party",
        "moderation.Waiting.case",
        "moderation.Waiting.party",
        "moderation.Waiting.unit",
        "moderation.Consultation.case",
        "moderation.Advice.consultation",
        "moderation.Notice.case",
        "moderation.RouteTask.step",
        "routes.RouteVersion.route",
        "routes.RouteVersion_sections.routeversion",
        "routes.RouteVersion_topics.routeversion",
        "routes.RouteStep.version",
        "routes.StepParty.step",
    )
