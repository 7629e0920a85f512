"""What is to be written, plans, campaigns, and notes from above."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from cms.planning.models import Assignment, Campaign, Orientation, WritingPlan
from cms.planning.services import plan_item
from cms.users.models import User
from sites.models import Unit


def days(number: int) -> date:
    """Return the day that many days from today; before it where negative."""
    return timezone.localdate() + timedelta(days=number)


def assignment_of(unit: Unit, planner: User, **told: Any) -> Assignment:
    """Plan one item, due in three days and nobody's, unless told otherwise."""
    named = {"title": "Khai mạc tuần lễ áo dài", "due_on": days(3), **told}
    return plan_item(assignment=Assignment(unit=unit, **named), actor=planner)


def plan_of(unit: Unit, **told: Any) -> WritingPlan:
    named = {"year": 2026, "name": "Kế hoạch viết tin, bài", **told}
    plan: WritingPlan = WritingPlan.objects.create(unit=unit, **named)
    return plan


def campaign_of(unit: Unit, **told: Any) -> Campaign:
    named = {
        "name": "Đưa nghị quyết vào cuộc sống",
        "starts_on": days(-30),
        "ends_on": days(30),
        **told,
    }
    campaign: Campaign = Campaign.objects.create(unit=unit, **named)
    return campaign


def note_of(unit: Unit, issuer: User, **told: Any) -> Orientation:
    """Return a note of the unit as a row, given to nobody."""
    named = {
        "subject": "Tuyên truyền về rét đậm",
        "body": "Bám sát công điện.",
        "valid_until": days(10),
        **told,
    }
    note: Orientation = Orientation.objects.create(unit=unit, issued_by=issuer, **named)
    return note
