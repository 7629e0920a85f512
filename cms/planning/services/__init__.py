"""Writes about what is planned."""

from cms.planning.services.assignments import (
    assign,
    cancel_assignment,
    change_assignment,
    move_assignment,
    plan_item,
    take_up,
)
from cms.planning.services.campaigns import save_campaign
from cms.planning.services.fulfilment import fulfil, note_publication
from cms.planning.services.meetings import note_meeting
from cms.planning.services.orientations import (
    acknowledge,
    issue_orientation,
    withdraw_orientation,
)
from cms.planning.services.plans import add_lines, drop_target, save_plan, set_target
from cms.planning.services.writing import write_from

__all__ = [
    "acknowledge",
    "add_lines",
    "assign",
    "cancel_assignment",
    "change_assignment",
    "drop_target",
    "fulfil",
    "issue_orientation",
    "move_assignment",
    "note_meeting",
    "note_publication",
    "plan_item",
    "save_campaign",
    "save_plan",
    "set_target",
    "take_up",
    "withdraw_orientation",
    "write_from",
]
