"""Writes about items that leave their readers."""

from cms.takedown.services.hiding import confirm_hiding, hide, restore
from cms.takedown.services.purging import agree_to_purge
from cms.takedown.services.removing import ask, refuse, take_down
from cms.takedown.services.returning import note_return
from cms.takedown.services.stopping import lift, stop
from cms.takedown.services.telling import note_seen

__all__ = [
    "agree_to_purge",
    "ask",
    "confirm_hiding",
    "hide",
    "lift",
    "note_return",
    "note_seen",
    "refuse",
    "restore",
    "stop",
    "take_down",
]
