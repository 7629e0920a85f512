"""What is to be written, by whom and when; plans, campaigns, notes from above, meetings."""

from cms.planning.models.assignment import Assignment, AssignmentState
from cms.planning.models.campaign import Campaign
from cms.planning.models.meeting import Meeting
from cms.planning.models.orientation import Acknowledgement, Orientation
from cms.planning.models.plan import Period, Target, WritingPlan

__all__ = [
    "Acknowledgement",
    "Assignment",
    "AssignmentState",
    "Campaign",
    "Meeting",
    "Orientation",
    "Period",
    "Target",
    "WritingPlan",
]
