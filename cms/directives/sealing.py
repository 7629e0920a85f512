"""What is written about an item here goes under seal with it (ADR 0042)."""

from typing import Any

from django.db.models import QuerySet

from cms.core.models import EditorialRecord
from cms.core.sealing import Words, register_words
from cms.directives.models import Concern, Rebuttal


def rebuttals_of(record: EditorialRecord, _pages: list[int]) -> "QuerySet[Any]":
    return Rebuttal.objects.filter(record=record)


def concerns_of(record: EditorialRecord, _pages: list[int]) -> "QuerySet[Any]":
    return Concern.objects.filter(record=record)


def register() -> None:
    register_words(Words("rumours", rebuttals_of, {"rumour": "–", "proof": ""}))
    register_words(Words("concerns", concerns_of, {"reply": ""}))
