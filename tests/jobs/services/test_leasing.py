"""One worker at a time holds a job, and who lost it can do nothing more with it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.jobs.models import LEISURELY, URGENT, Job, JobState
from cms.jobs.services import claim, enqueue, extend, finish, give_back, reap
from cms.jobs.work import LeaseLostError, Work
from tests.jobs.conftest import BEGINNING, TOPIC, Clock, state_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.embedded,
    pytest.mark.usefixtures("deeds"),
]


def take(clock: Clock, owner: str = "a", limit: int = 1) -> list[Work]:
    return claim(owner=owner, topics=[TOPIC], limit=limit, now=clock())


def test_a_lease_is_taken_once(clock: Clock) -> None:
    job = enqueue(topic=TOPIC, payload={"n": 1}, now=clock())
    [work] = take(clock)
    assert take(clock, "b") == []
    assert state_of(job) == (JobState.LEASED, 1, 1)
    assert (job.lease_owner, job.lease_until) == ("a", BEGINNING + timedelta(minutes=1))
    assert (work.pk, work.payload, work.attempt, work.fence) == (job.pk, {"n": 1}, 1, 1)
    assert (work.now, work.slot) == (BEGINNING, None)


def test_nothing_is_taken_before_its_moment(clock: Clock) -> None:
    enqueue(topic=TOPIC, run_at=BEGINNING + timedelta(seconds=1), now=clock())
    assert take(clock) == []
    clock.passes(seconds=1)
    assert len(take(clock)) == 1


def test_what_nobody_handles_waits(clock: Clock) -> None:
    job = enqueue(topic="tests.unknown", now=clock())
    assert take(clock) == []
    assert state_of(job) == (JobState.READY, 0, 0)


def test_the_urgent_comes_first_then_who_has_waited_longest(clock: Clock) -> None:
    asked = [(LEISURELY, 0), (0, 5), (URGENT, 9), (0, 2)]
    clock.passes(minutes=1)
    jobs = [
        enqueue(
            topic=TOPIC,
            priority=priority,
            run_at=BEGINNING + timedelta(seconds=seconds),
            now=BEGINNING,
        )
        for priority, seconds in asked
    ]
    order = [work.pk for work in take(clock, limit=4)]
    assert order == [jobs[number].pk for number in (2, 3, 1, 0)]


def test_what_failed_before_comes_alone(clock: Clock) -> None:
    fresh, failed, last = (enqueue(topic=TOPIC, now=clock()) for _ in range(3))
    Job.objects.filter(pk=failed.pk).update(attempts=1)
    assert [work.pk for work in take(clock, limit=3)] == [fresh.pk]
    assert [work.pk for work in take(clock, limit=3)] == [failed.pk]
    assert [work.pk for work in take(clock, limit=3)] == [last.pk]


def test_an_expired_lease_passes_to_another(clock: Clock) -> None:
    job = enqueue(topic=TOPIC, now=clock())
    [zombie] = take(clock)
    clock.passes(seconds=59)
    assert take(clock, "b") == []
    clock.passes(seconds=1)
    [work] = take(clock, "b")
    assert (work.pk, work.attempt, work.fence) == (job.pk, 2, 2)
    with pytest.raises(LeaseLostError):
        finish(work=zombie, now=clock())
    assert state_of(job) == (JobState.LEASED, 2, 2)
    finish(work=work, now=clock())
    assert state_of(job) == (JobState.DONE, 2, 2)


def test_a_heartbeat_keeps_a_lease(clock: Clock) -> None:
    enqueue(topic=TOPIC, now=clock())
    works = take(clock)
    for _beat in range(10):
        clock.passes(seconds=40)
        assert extend(works=works, now=clock()) == []
        assert take(clock, "b") == []


def test_a_heartbeat_tells_what_is_lost(clock: Clock) -> None:
    enqueue(topic=TOPIC, now=clock())
    works = take(clock)
    clock.passes(minutes=2)
    taken = take(clock, "b")
    assert extend(works=works, now=clock()) == works
    assert extend(works=taken, now=clock()) == []


def test_what_is_given_back_was_never_tried(clock: Clock) -> None:
    job = enqueue(topic=TOPIC, now=clock())
    works = take(clock)
    give_back(works=works)
    assert state_of(job) == (JobState.READY, 0, 1)
    assert (job.lease_owner, job.lease_until) == ("", None)
    with pytest.raises(LeaseLostError):
        finish(work=works[0], now=clock())


def test_who_lost_a_lease_gives_nothing_back(clock: Clock) -> None:
    job = enqueue(topic=TOPIC, now=clock())
    works = take(clock)
    clock.passes(minutes=2)
    take(clock, "b")
    give_back(works=works)
    assert state_of(job) == (JobState.LEASED, 2, 2)


def test_after_the_last_attempt_nobody_tries_again(clock: Clock) -> None:
    job = enqueue(topic=TOPIC, now=clock())
    for _attempt in range(3):
        assert len(take(clock)) == 1
        clock.passes(minutes=1)
    assert reap(now=clock()) == 1
    assert state_of(job) == (JobState.DEAD, 3, 3)
    assert "giữa chừng" in job.last_error
    assert take(clock) == []


def test_a_lease_of_something_unknown_ends_without_a_death(clock: Clock) -> None:
    job = enqueue(topic="tests.unknown", now=clock())
    Job.objects.update(state=JobState.LEASED, lease_until=BEGINNING, attempts=99)
    assert reap(now=clock()) == 1
    assert state_of(job) == (JobState.READY, 99, 0)


def test_what_recurs_never_dies_of_its_workers(
    clock: Clock, handled: Callable[..., object]
) -> None:
    job = enqueue(topic="tests.recurs", now=clock())
    handled(print, topic="tests.recurs", every=timedelta(seconds=1))
    lost = {"every": timedelta(seconds=1), "attempts": 99}
    Job.objects.update(state=JobState.LEASED, lease_until=BEGINNING, **lost)
    reap(now=clock())
    assert state_of(job) == (JobState.READY, 99, 0)


def test_however_many_wait_a_claim_costs_the_same(clock: Clock) -> None:
    costs = []
    for number in (3, 30):
        for _job in range(number):
            enqueue(topic=TOPIC, now=clock())
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(take(clock, limit=30)) == number
        costs.append(len(queries))
    # Is one expired, is one due, begin, read, write, end.
    assert costs[0] == costs[1] <= 6
