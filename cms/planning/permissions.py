"""Who plans what is written, who takes it up, who looks on.

A role counts for its own unit; a standing office's for the units below as well.
"""

from cms.planning.models import Assignment, Campaign, Meeting, Orientation, WritingPlan
from sites.models import Capability
from sites.permissions import allow
from sites.policies import UnitPolicy

PLANNERS = (
    Capability.PUBLISHER,
    Capability.UNIT_ADMIN,
    Capability.STANDING_OFFICE,
)
READERS = (
    Capability.EDITOR,
    Capability.SECRETARY,
    Capability.HEAD_OF_UNIT,
    Capability.AUDITOR,
)
# Roles that write; what a contributor sees is narrowed to their own and to what is free.
WRITERS = (
    Capability.CONTRIBUTOR,
    Capability.EDITOR,
    Capability.TECHNICAL_EDITOR,
    Capability.SECRETARY,
    Capability.PUBLISHER,
    Capability.HEAD_OF_UNIT,
    Capability.UNIT_ADMIN,
)
KEPT = ("assignment", "writingplan", "campaign", "meeting", "orientation")
ACTIONS = ("add", "change", "view")
TAKE = "planning.take_assignment"


def grant() -> None:
    """Join the house's table of capabilities; called once when apps are ready."""
    for model in KEPT:
        allow(PLANNERS, *(f"planning.{action}_{model}" for action in ACTIONS))
        allow(READERS, f"planning.view_{model}")
    allow(WRITERS, TAKE)


# Nobody deletes what was planned: it is cancelled, ends, or is withdrawn.
ASSIGNMENTS = UnitPolicy(Assignment, (*ACTIONS, "take"))
PLANS = UnitPolicy(WritingPlan, ACTIONS)
CAMPAIGNS = UnitPolicy(Campaign, ACTIONS)
MEETINGS = UnitPolicy(Meeting, ACTIONS)
ORIENTATIONS = UnitPolicy(Orientation, ACTIONS)
