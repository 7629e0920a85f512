"""Writes about directives, rumours, and items that are “chưa đẹp”."""

from cms.directives.services.concerns import (
    confirm_masking,
    mark_concern,
    note_asked,
    note_reply,
)
from cms.directives.services.directives import (
    assign,
    close_directive,
    finish_task,
    link,
    record_directive,
)
from cms.directives.services.rebuttals import answer_rumour, record_rumour

__all__ = [
    "answer_rumour",
    "assign",
    "close_directive",
    "confirm_masking",
    "finish_task",
    "link",
    "mark_concern",
    "note_asked",
    "note_reply",
    "record_directive",
    "record_rumour",
]
