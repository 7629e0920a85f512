"""Writes about deadlines: what rules say, which days count, what falls due when."""

from cms.deadlines.services.days import (
    counted_by_office,
    decide_day,
    withdraw_day,
)
from cms.deadlines.services.progress import note_progress, note_publication
from cms.deadlines.services.reckoning import reckon, reckon_all
from cms.deadlines.services.rules import combine, save_rule
from cms.deadlines.services.timetables import set_timetable, withdraw_timetable

__all__ = [
    "combine",
    "counted_by_office",
    "decide_day",
    "note_progress",
    "note_publication",
    "reckon",
    "reckon_all",
    "save_rule",
    "set_timetable",
    "withdraw_day",
    "withdraw_timetable",
]
