"""Writes about what is planned."""

from cms.planning.services.assignments import (
    assign,
    cancel_assignment,
    change_assignment,
    move_assignment,
    plan_item,
    take_up,
)
from cms.planning.services.fulfilment import (
    fulfil,
    note_publication,
)

__all__ = [
    "assign",
    "cancel_assignment",
    "change_assignment",
    "fulfil",
    "move_assignment",
    "note_publication",
    "plan_item",
    "take_up",
]
