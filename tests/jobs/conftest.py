"""A clock that nobody waits for, and handlers that live as long as a test."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

import pytest

from cms.jobs import registry
from cms.jobs.lane import Lane
from cms.jobs.mail import TOPIC as TOPIC_OF_MAIL
from cms.jobs.models import Job
from cms.jobs.registry import Act
from cms.jobs.work import Work

TOPIC = "tests.deed"
BEGINNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@dataclass
class Clock:
    """Tells the time that it was told."""

    moment: datetime = BEGINNING

    def __call__(self) -> datetime:
        return self.moment

    def passes(self, **span: float) -> datetime:
        self.moment += timedelta(**span)
        return self.moment


@dataclass
class Deeds:
    """What a handler did; ``fault`` is raised instead, while there is one."""

    done: list[Work] = field(default_factory=list)
    fault: Exception | None = None

    def __call__(self, work: Work) -> None:
        if self.fault is not None:
            raise self.fault
        self.done.append(work)


@pytest.fixture(autouse=True)
def only_what_the_test_registers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave mail alone of what the house does: the rest comes by the clock."""
    left = {TOPIC_OF_MAIL: registry._handlers[TOPIC_OF_MAIL]}
    monkeypatch.setattr(registry, "_handlers", left)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def handled() -> Iterator[Callable[..., Act]]:
    """Return a function that registers a handler until the test ends."""
    topics: list[str] = []

    def register(act: Act, topic: str = TOPIC, **how: Any) -> Act:
        topics.append(topic)
        interval = how.pop("every", None)
        if interval is not None:
            return registry.every(topic, interval, **how)(act)
        return registry.handler(topic, **how)(act)

    yield register
    for topic in topics:
        registry.remove(topic)


@pytest.fixture
def deeds(handled: Callable[..., Act]) -> Deeds:
    deeds = Deeds()
    handled(deeds, attempts=3)
    return deeds


def lane(clock: Clock, *, owner: str = "a", **how: Any) -> Lane:
    return Lane(owner=owner, stopping=Event(), clock=clock, **how)


def state_of(job: Job) -> tuple[str, int, int]:
    """Return state, attempts and fence as they are stored now."""
    job.refresh_from_db()
    return (job.state, job.attempts, job.fence)
