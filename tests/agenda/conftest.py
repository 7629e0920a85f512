"""A board in November 2026: Thursday the 19th, 09:40, the eleventh day of the tenth moon."""

import uuid
from datetime import date, datetime
from typing import Any

import pytest
from django.utils import timezone

from cms.almanac.services import load_days
from cms.core.models import ContentForm, EditorialRecord
from cms.deadlines.clocks import ZONE
from cms.moderation.models import Case
from cms.moderation.services import submit_item
from cms.planning.models import Assignment
from sites.models import Unit
from tests.factories.moderation import Board, approve_all, board

NOW = datetime(2026, 11, 19, 9, 40, tzinfo=ZONE)


def at(day: int, hour: int = 8, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


@pytest.fixture
def desk(db: None, monkeypatch: pytest.MonkeyPatch) -> Board:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return board()


@pytest.fixture
def days(db: None) -> int:
    return load_days()


def out(unit: Unit, moment: datetime, **told: Any) -> EditorialRecord:
    """Make the record of an item that readers got at a moment."""
    named = {
        "translation_key": uuid.uuid4(),
        "page_id": 0,
        "title": "Khám sức khỏe học sinh",
        "form": ContentForm.NEWS,
        "revised_at": moment,
        **told,
    }
    return EditorialRecord.objects.create(unit=unit, first_published_at=moment, **named)


def plan(on: Board, day: date, **told: Any) -> Assignment:
    named = {"title": "An toàn thực phẩm lễ hội", "unit": on.living.unit, **told}
    return Assignment.objects.create(due_on=day, created_by=on.publisher, **named)


def waiting(on: Board, **told: Any) -> Case:
    """Submit an item; it waits for the editor."""
    return submit_item(page=on.draft(**told), actor=on.writer)


def approved(on: Board, moment: datetime, **told: Any) -> Case:
    """Let an item be approved, to be released at a moment."""
    case = approve_all(waiting(on, **told), on)
    Case.objects.filter(pk=case.pk).update(release_at=moment)
    return case
