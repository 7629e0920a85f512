"""A board, and an event that ended on Friday 28/08/2026 at 15:00 (domain-vn.md §8)."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from cms.core.models import Event
from cms.deadlines.clocks import ZONE
from tests.factories.core import EventFactory
from tests.factories.moderation import Board, board
from tests.plugins.kept import kept


def at(day: int, month: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of 2026 in Việt Nam."""
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


ENDS = at(28, 8, 15)


@pytest.fixture
@kept
def desk(db: None) -> Board:
    return board()


@pytest.fixture
@kept
def event(desk: Board) -> Event:
    begins = ENDS - timedelta(hours=3)
    return event_of(desk, starts_at=begins, ends_at=ENDS)


def event_of(desk: Board, **told: Any) -> Event:
    made: Event = EventFactory.create(unit=desk.living.unit, **told)
    return made
