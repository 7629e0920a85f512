"""What was planned about an item goes under seal with it (ADR 0042)."""

from typing import Any

from django.db.models import QuerySet

from cms.core.models import EditorialRecord
from cms.core.sealing import Words, register_words
from cms.planning.models import Assignment


def assignments_of(record: EditorialRecord, _pages: list[int]) -> "QuerySet[Any]":
    return Assignment.objects.filter(record=record)


def register() -> None:
    register_words(Words("planned", assignments_of, {"title": "–", "outline": ""}))
