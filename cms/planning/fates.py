"""What becomes of plans when units change: what is open goes where the portal goes."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from cms.core.lifecycle import follows, goes_with_portal, stays
from cms.planning.models import Assignment, Campaign, WritingPlan
from sites.models import Unit


def assignments_of(unit: Unit) -> "QuerySet[Assignment]":
    return Assignment.objects.open().filter(unit=unit)


def campaigns_of(unit: Unit) -> "QuerySet[Campaign]":
    return Campaign.objects.filter(unit=unit, ends_on__gte=timezone.localdate())


def plans_of(unit: Unit) -> "QuerySet[WritingPlan]":
    return WritingPlan.objects.filter(unit=unit, year__gte=timezone.localdate().year)


def pass_on(rows: "QuerySet[Any]", successor: Unit | None) -> int:
    return rows.update(unit=successor)


def pass_plans_on(rows: "QuerySet[Any]", successor: Unit | None) -> int:
    """Leave behind a plan of which the successor has one of the same year and name."""
    own = WritingPlan.objects.filter(unit=successor).values_list("year", "name")
    taken = set(own)
    free = [plan.pk for plan in rows if (plan.year, plan.name) not in taken]
    return rows.filter(pk__in=free).update(unit=successor)


def register() -> None:
    """Declare this app's keys; called once when apps are ready."""
    goes_with_portal("planning.Assignment.unit", held=assignments_of, deed=pass_on)
    goes_with_portal("planning.Campaign.unit", held=campaigns_of, deed=pass_on)
    goes_with_portal("planning.WritingPlan.unit", held=plans_of, deed=pass_plans_on)
    # What was issued and what was said stays with whoever did.
    stays(
        "planning.Meeting.unit",
        "planning.Orientation.unit",
        "planning.Orientation_units.unit",
    )
    follows(
        "planning.Acknowledgement.orientation",
        "planning.Assignment.campaign",
        "planning.Assignment.meeting",
        "planning.Assignment.occasion",
        "planning.Assignment.plan",
        "planning.Assignment.record",
        "planning.Campaign.occasion",
        "planning.Campaign_topics.campaign",
        "planning.Orientation_units.orientation",
        "planning.Target.plan",
    )
