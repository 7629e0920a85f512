"""What a unit plans: an assignment, a plan, a campaign, a note for its writers, a meeting."""

from dataclasses import dataclass

from cms.planning.models import Assignment, Campaign, Meeting, Orientation, WritingPlan
from cms.users.models import User
from tests.factories.planning import (
    assignment_of,
    campaign_of,
    days,
    note_of,
    plan_of,
)
from tests.factories.portals import Living


@dataclass(frozen=True)
class Planned:
    assignment: Assignment
    plan: WritingPlan
    campaign: Campaign
    note: Orientation
    meeting: Meeting


def build_planned(name: str, living: Living, person: User) -> Planned:
    unit = living.unit
    plan = plan_of(unit, name=f"{name}-kehoach", number=f"{name}-so")
    campaign = campaign_of(unit, name=f"{name}-chiendich", legal_basis=f"{name}-cancu")
    note = note_of(unit, person, subject=f"{name}-dinhhuong", body=f"{name}-noidung")
    note.units.add(unit)
    assignment = assignment_of(
        unit,
        person,
        title=f"{name}-dauviec",
        outline=f"{name}-decuong",
        room=f"{name}-phong",
        plan=plan,
        campaign=campaign,
    )
    meeting = Meeting.objects.create(
        unit=unit, held_on=days(0), minutes=f"{name}-bienban", created_by=person
    )
    return Planned(assignment, plan, campaign, note, meeting)
