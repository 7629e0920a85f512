"""What a worker makes of what handlers say, and of the order to stop."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from threading import Event

import pytest
from django.db import OperationalError

from cms.jobs import lane as lanes
from cms.jobs.lane import Lane
from cms.jobs.models import Job, JobState
from cms.jobs.services import claim, enqueue
from cms.jobs.work import GiveUp, RetryLater, Work
from tests.jobs.conftest import TOPIC, Clock, Deeds, lane, state_of

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]


def test_it_does_what_is_due(clock: Clock, deeds: Deeds) -> None:
    jobs = [enqueue(topic=TOPIC, payload=n, now=clock()) for n in range(5)]
    later = enqueue(topic=TOPIC, run_at=clock() + timedelta(seconds=1), now=clock())
    assert lane(clock, prompt=False).drain() == 5
    assert [work.payload for work in deeds.done] == list(range(5))
    assert {state_of(job) for job in jobs} == {(JobState.DONE, 1, 1)}
    assert state_of(later) == (JobState.READY, 0, 0)


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (GiveUp("không có hộp thư"), (JobState.DEAD, "không có hộp thư", 0)),
        (
            RetryLater("429", after=timedelta(seconds=90)),
            (JobState.READY, "429", 90),
        ),
        (KeyError("lạ"), (JobState.READY, "KeyError: 'lạ'", 60)),
        (OperationalError("đứt"), (JobState.READY, "OperationalError: đứt", 60)),
    ],
    ids=["never", "not now", "a fault", "the database"],
)
def test_what_a_handler_raises(
    clock: Clock,
    deeds: Deeds,
    monkeypatch: pytest.MonkeyPatch,
    fault: Exception,
    told: tuple[str, str, float],
) -> None:
    monkeypatch.setattr("random.random", lambda: 0.5)
    job, other = (enqueue(topic=TOPIC, now=clock()) for _ in range(2))
    deeds.fault = fault
    worker = lane(clock)
    assert worker.turn() == 1
    deeds.fault = None
    assert worker.turn() == 1
    assert state_of(job)[1:] == (1, 1)
    pause = (job.next_at - clock()).total_seconds()
    found = (job.state, job.last_error, pause)
    assert found == told
    assert state_of(other)[0] == JobState.DONE


def test_an_atomic_deed_goes_with_its_lease(
    clock: Clock, handled: Callable[..., object]
) -> None:
    """A zombie's writes are taken back: only whoever holds the lease leaves any."""

    def be_slow(work: Work) -> None:
        enqueue(topic="tests.effect", now=clock())
        if work.attempt == 1:
            clock.passes(minutes=2)
            claim(owner="b", topics=[TOPIC], now=clock())

    handled(be_slow, atomic=True)
    job = enqueue(topic=TOPIC, now=clock())
    assert lane(clock).turn() == 1
    # In the test's own transaction the other worker's claim is taken back as well.
    assert not Job.objects.filter(topic="tests.effect").exists()
    assert state_of(job)[0] == JobState.LEASED
    clock.passes(minutes=2)
    lane(clock, owner="c").drain()
    assert Job.objects.filter(topic="tests.effect").count() == 1
    assert state_of(job)[0] == JobState.DONE


def test_an_atomic_deed_that_fails_leaves_nothing(
    clock: Clock, handled: Callable[..., object]
) -> None:
    def fail_after_writing(_work: Work) -> None:
        enqueue(topic="tests.effect")
        raise KeyError

    handled(fail_after_writing, atomic=True)
    job = enqueue(topic=TOPIC, now=clock())
    lane(clock).turn()
    assert not Job.objects.filter(topic="tests.effect").exists()
    assert state_of(job) == (JobState.READY, 1, 1)


def test_told_to_stop_it_finishes_and_gives_the_rest_back(
    clock: Clock, handled: Callable[..., object]
) -> None:
    stopping, done = Event(), []

    def deed(work: Work) -> None:
        done.append(work.pk)
        if len(done) == 4:
            stopping.set()

    handled(deed)
    jobs = [enqueue(topic=TOPIC, now=clock()) for _ in range(9)]
    worker = Lane(owner="a", stopping=stopping, clock=clock)
    assert worker.drain() == 4  # 1, 2 and the first of 4
    states = [state_of(job) for job in jobs]
    assert [state for state, _attempts, _fence in states].count(JobState.DONE) == 4
    assert states[4:7] == [(JobState.READY, 0, 1)] * 3
    assert states[7:] == [(JobState.READY, 0, 0)] * 2


def test_batches_grow_while_work_is_quick_and_shrink_when_it_is_not(
    clock: Clock, deeds: Deeds, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _job in range(40):
        enqueue(topic=TOPIC, now=clock())
    worker = lane(clock)
    assert [worker.turn() for _ in range(4)] == [1, 2, 4, 8]
    ticks = count(0, 5)  # every look at the watch: five seconds later
    monkeypatch.setattr(lanes.time, "monotonic", lambda: next(ticks))
    assert worker.turn() == 1  # of sixteen: the rest went back
    assert Job.objects.filter(state=JobState.LEASED).count() == 0
    assert worker.turn() == 1


def test_once_is_one(clock: Clock, deeds: Deeds) -> None:
    for _job in range(9):
        enqueue(topic=TOPIC, now=clock())
    worker = lane(clock)
    assert [worker.turn(most=1) for _ in range(5)] == [1] * 5


def test_lanes_take_what_is_theirs(
    clock: Clock, deeds: Deeds, handled: Callable[..., object]
) -> None:
    prompt = Deeds()
    handled(prompt, topic="tests.prompt", prompt=True)
    enqueue(topic=TOPIC, now=clock())
    enqueue(topic="tests.prompt", now=clock())
    lane(clock, prompt=True).turn()
    assert (len(prompt.done), len(deeds.done)) == (1, 0)
    lane(clock, prompt=False).drain()
    assert (len(prompt.done), len(deeds.done)) == (1, 1)


def test_what_nobody_handles_is_told(
    clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    job = enqueue(topic="tests.unknown", now=clock())
    worker = lane(clock, prompt=False)
    for _second in range(90):
        worker.turn()
        clock.passes(seconds=1)
    assert caplog.text.count("tests.unknown") == 2
    assert state_of(job) == (JobState.READY, 0, 0)


def test_a_database_that_is_away_is_asked_again(
    clock: Clock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stopping, asked = Event(), []

    def away(**facts: object) -> list[Work]:
        asked.append(facts)
        if len(asked) == 3:
            stopping.set()
        raise OperationalError("connection refused")

    monkeypatch.setattr(lanes, "claim", away)
    # It would end the test's own transaction.
    monkeypatch.setattr(lanes, "close_old_connections", lambda: None)
    monkeypatch.setattr(lanes, "IDLE_SECONDS", 0)
    Lane(owner="a", stopping=stopping, clock=clock).run()
    assert len(asked) == 3
    assert caplog.text.count("can't reach the database") == 3
