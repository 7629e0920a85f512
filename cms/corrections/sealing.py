"""What readers wrote about an item goes under seal with it (ADR 0042)."""

from typing import Any

from django.db.models import QuerySet

from cms.core.models import EditorialRecord
from cms.core.sealing import Words, register_words
from cms.corrections.models import MistakeReport

BLANK = {
    "title": "",
    "address": "",
    "passage": "–",
    "problem": "–",
    "suggestion": "",
    "reporter_name": "",
    "reporter_email": "",
    "reporter_phone": "",
    "answer": "–",
    "note": "",
}


def reports_of(record: EditorialRecord, _pages: list[int]) -> "QuerySet[Any]":
    return MistakeReport.objects.filter(record=record)


def register() -> None:
    register_words(Words("reported mistakes", reports_of, BLANK))
