"""Writes about special modes, and about what they did."""

from cms.modes.services.deciding import (
    approve_mode,
    change_mode,
    end_mode,
    plan_mode,
)
from cms.modes.services.effects import note_effect, note_let_out, note_pause
from cms.modes.services.turning import keep_books

__all__ = [
    "approve_mode",
    "change_mode",
    "end_mode",
    "keep_books",
    "note_effect",
    "note_let_out",
    "note_pause",
    "plan_mode",
]
