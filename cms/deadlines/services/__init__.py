"""Writes about deadlines: what rules say, which days count, what falls due when."""

from cms.deadlines.services.days import decide_day, withdraw_day
from cms.deadlines.services.duties import (
    add_shift,
    remove_shift,
    set_reminders,
    withdraw_reminders,
)
from cms.deadlines.services.progress import note_progress, note_publication
from cms.deadlines.services.reckoning import reckon, reckon_all
from cms.deadlines.services.recounting import (
    TOPIC as RECOUNT,
    recount,
    recount_as_asked,
)
from cms.deadlines.services.reminding import remind
from cms.deadlines.services.rules import combine, save_rule
from cms.deadlines.services.timetables import set_timetable, withdraw_timetable

__all__ = [
    "RECOUNT",
    "add_shift",
    "combine",
    "decide_day",
    "note_progress",
    "note_publication",
    "reckon",
    "reckon_all",
    "recount",
    "recount_as_asked",
    "remind",
    "remove_shift",
    "save_rule",
    "set_reminders",
    "set_timetable",
    "withdraw_day",
    "withdraw_reminders",
    "withdraw_timetable",
]
