"""What every handler of jobs keeps, whatever it does.

A room runs it against its own handler: it subclasses ``HandlerContract`` in a test module
and gives a fixture ``trial``. Where the effect is outside the database, ``Trial.effects``
asks the receiver, not the house.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from cms.jobs import registry
from cms.jobs.models import LEISURELY, URGENT, Job, JobState
from cms.jobs.services import claim, enqueue, fail, finish, give_back
from cms.jobs.work import LeaseLostError, Work
from tests.jobs.conftest import Clock, lane

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Trial:
    """A handler, and how to see what it does.

    ``payload`` makes the payload of one more deed; ``effects`` lists what the receiver
    has, one entry a deed, equal when it takes two for the same. Inside ``failing`` every
    attempt fails for now, inside ``refusing`` for good.
    """

    topic: str
    payload: Callable[[], Any]
    effects: Callable[[], list[Any]]
    failing: Callable[[], AbstractContextManager[Any]]
    refusing: Callable[[], AbstractContextManager[Any]]

    def ask(self, clock: Clock, **how: Any) -> Job:
        return enqueue(topic=self.topic, payload=self.payload(), now=clock(), **how)

    def take(self, clock: Clock, owner: str = "other") -> Work:
        [work] = claim(owner=owner, topics=[self.topic], now=clock())
        return work


def different(effects: list[Any]) -> int:
    return len(set(effects))


class HandlerContract:
    """Lease, fence, retry, dead letter, dedupe, order."""

    def test_it_is_done_once(self, trial: Trial, clock: Clock) -> None:
        job = trial.ask(clock)
        lane(clock).drain()
        lane(clock, owner="b").drain()
        job.refresh_from_db()
        assert (job.state, job.attempts) == (JobState.DONE, 1)
        assert len(trial.effects()) == 1

    def test_what_failed_for_now_is_tried_again(
        self, trial: Trial, clock: Clock
    ) -> None:
        job = trial.ask(clock)
        with trial.failing():
            lane(clock).drain()
        job.refresh_from_db()
        assert (job.state, job.attempts) == (JobState.READY, 1)
        assert job.last_error
        assert timedelta() < job.next_at - clock() <= DAY
        assert trial.effects() == []
        lane(clock).drain()
        assert trial.effects() == []  # not before its moment
        clock.moment = job.next_at
        lane(clock).drain()
        job.refresh_from_db()
        assert (job.state, job.last_error) == (JobState.DONE, "")
        assert len(trial.effects()) == 1

    def test_what_fails_again_and_again_is_a_dead_letter(
        self, trial: Trial, clock: Clock
    ) -> None:
        handler = registry.find(trial.topic)
        assert handler is not None
        job = trial.ask(clock)
        with trial.failing():
            for _attempt in range(handler.attempts + 3):
                lane(clock).drain()
                clock.passes(days=2)
        job.refresh_from_db()
        assert (job.state, job.attempts) == (JobState.DEAD, handler.attempts)
        assert job.last_error
        assert job.payload
        assert trial.effects() == []

    def test_what_is_refused_is_a_dead_letter_at_once(
        self, trial: Trial, clock: Clock
    ) -> None:
        job = trial.ask(clock)
        with trial.refusing():
            lane(clock).drain()
        job.refresh_from_db()
        assert (job.state, job.attempts) == (JobState.DEAD, 1)
        assert job.last_error
        clock.passes(days=9)
        lane(clock).drain()
        assert trial.effects() == []

    def test_killed_before_the_deed_another_does_it(
        self, trial: Trial, clock: Clock
    ) -> None:
        job = trial.ask(clock)
        trial.take(clock)
        lane(clock).drain()
        assert trial.effects() == []
        clock.passes(days=1)
        lane(clock).drain()
        job.refresh_from_db()
        assert (job.state, job.attempts, job.fence) == (JobState.DONE, 2, 2)
        assert len(trial.effects()) == 1

    def test_killed_after_the_deed_nothing_is_there_twice(
        self, trial: Trial, clock: Clock
    ) -> None:
        """The receiver may hear of it again, but has it once."""
        handler = registry.find(trial.topic)
        assert handler is not None
        job = trial.ask(clock)
        handler.act(trial.take(clock))
        clock.passes(days=1)
        lane(clock).drain()
        job.refresh_from_db()
        assert job.state == JobState.DONE
        assert different(trial.effects()) == 1

    def test_who_lost_the_lease_cannot_say_anything(
        self, trial: Trial, clock: Clock
    ) -> None:
        job = trial.ask(clock)
        zombie = trial.take(clock)
        clock.passes(days=1)
        lane(clock).drain()
        before = Job.objects.values().get(pk=job.pk)
        with pytest.raises(LeaseLostError):
            finish(work=zombie, now=clock())
        with pytest.raises(LeaseLostError):
            fail(work=zombie, reason="muộn", now=clock())
        give_back(works=[zombie])
        assert Job.objects.values().get(pk=job.pk) == before

    def test_what_is_asked_for_twice_is_done_once(
        self, trial: Trial, clock: Clock
    ) -> None:
        jobs = {trial.ask(clock, key="một lần").pk for _ in range(3)}
        lane(clock).drain()
        assert len(jobs) == 1
        assert len(trial.effects()) == 1

    def test_the_urgent_goes_first(self, trial: Trial, clock: Clock) -> None:
        asked = [trial.ask(clock, priority=n) for n in (LEISURELY, 0, URGENT)]
        taken = [trial.take(clock).pk for _ in asked]
        assert taken == [job.pk for job in reversed(asked)]
