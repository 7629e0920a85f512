"""Leases live as long as the worker does, and no longer than its handler said."""

import time
from datetime import timedelta
from threading import Event

import pytest
from django.db import OperationalError, connection

from cms.jobs import heartbeat, registry
from cms.jobs.heartbeat import Heartbeat
from cms.jobs.models import Job
from cms.jobs.services import claim, enqueue
from cms.jobs.work import Work
from tests.jobs.conftest import TOPIC, Clock, Deeds, lane

pytestmark = [pytest.mark.embedded, pytest.mark.usefixtures("deeds")]


def taken(clock: Clock) -> Work:
    enqueue(topic=TOPIC, now=clock())
    [work] = claim(owner="a", topics=[TOPIC], now=clock())
    return work


def beating(clock: Clock, *works: Work, stuck: list[Work] | None = None) -> Heartbeat:
    on_stuck = (stuck if stuck is not None else []).append
    return Heartbeat(works, clock=clock, on_stuck=on_stuck)


@pytest.mark.django_db
def test_each_beat_extends(clock: Clock) -> None:
    work = taken(clock)
    heart = beating(clock, work)
    for _beat in range(3):
        heart.beat()
        assert Job.objects.get().lease_until == clock() + timedelta(minutes=1)
        clock.passes(seconds=20)


@pytest.mark.django_db
def test_what_is_lost_is_told_once(
    clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    work = taken(clock)
    clock.passes(minutes=2)
    claim(owner="b", topics=[TOPIC], now=clock())
    heart = beating(clock, work)
    heart.beat()
    heart.beat()
    assert caplog.text.count("lease lost") == 1


@pytest.mark.django_db
def test_one_that_is_stuck_is_kept_alive_no_longer(clock: Clock) -> None:
    stuck: list[Work] = []
    work, until = taken(clock), Job.objects.get().lease_until
    heart = beating(clock, work, stuck=stuck)
    heart.begin(work, longest=timedelta(seconds=30))
    clock.passes(seconds=31)
    heart.beat()
    assert stuck == [work]
    heart.beat()
    assert Job.objects.get().lease_until == until


@pytest.mark.django_db
def test_one_that_was_done_in_time_is_not_stuck(clock: Clock) -> None:
    stuck: list[Work] = []
    work = taken(clock)
    heart = beating(clock, work, stuck=stuck)
    heart.begin(work, longest=timedelta(seconds=30))
    heart.let_go(work)
    clock.passes(seconds=31)
    heart.beat()
    assert stuck == []


@pytest.mark.django_db
def test_a_database_that_is_away_is_no_end(
    clock: Clock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(**_facts: object) -> list[Work]:
        raise OperationalError

    heart = beating(clock, taken(clock))
    with monkeypatch.context() as patch:
        patch.setattr(heartbeat, "extend", away)
        heart.beat()
    assert "no heartbeat" in caplog.text
    clock.passes(seconds=20)
    heart.beat()
    assert Job.objects.get().lease_until == clock() + timedelta(minutes=1)


@pytest.mark.django_db(transaction=True)
def test_it_beats_beside_a_handler(clock: Clock, deeds: Deeds) -> None:
    """In a thread and on a connection of its own, while the worker's is busy."""
    beats, seen = Event(), []

    class Slow(Deeds):
        def __call__(self, work: Work) -> None:
            clock.passes(seconds=1)
            patience = time.monotonic() + 20
            while time.monotonic() < patience and not beats.is_set():
                seen.append(Job.objects.get().lease_until)
                if seen[-1] != seen[0]:
                    beats.set()

    registry.remove(TOPIC)
    registry.handler(TOPIC, lease=timedelta(seconds=0.3))(Slow())
    enqueue(topic=TOPIC, now=clock())
    assert lane(clock).turn() == 1
    assert beats.is_set()
    assert Job.objects.get(topic=TOPIC).state == "done"
    assert connection.connection is not None
