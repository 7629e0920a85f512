"""What became of a job, written by whoever holds its lease and by nobody else."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from cms.jobs.models import LONGEST_REASON, Job, JobState
from cms.jobs.services import bury, claim, enqueue, fail, finish, keep_recurring
from cms.jobs.work import LeaseLostError, Work
from tests.jobs.conftest import BEGINNING, TOPIC, Clock, state_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.embedded,
    pytest.mark.usefixtures("deeds"),
]
SECOND = timedelta(seconds=1)


def taken(clock: Clock, topic: str = TOPIC) -> Work:
    [work] = claim(owner="a", topics=[topic], now=clock())
    return work


def test_it_is_done(clock: Clock) -> None:
    job = enqueue(topic=TOPIC, payload={"n": 1}, now=clock())
    finish(work=taken(clock), now=clock.passes(seconds=3))
    assert state_of(job) == (JobState.DONE, 1, 1)
    assert job.finished_at == BEGINNING + 3 * SECOND
    assert (job.lease_owner, job.lease_until, job.payload) == ("", None, {"n": 1})


def test_what_is_private_is_wiped(clock: Clock, handled: Callable[..., object]) -> None:
    handled(print, topic="tests.private", private=True)
    job = enqueue(topic="tests.private", payload={"letter": "x"}, now=clock())
    finish(work=taken(clock, "tests.private"), now=clock())
    job.refresh_from_db()
    assert job.payload == {}


def test_pauses_grow(clock: Clock) -> None:
    job = enqueue(topic=TOPIC, now=clock())
    for minutes in (1, 2):
        fail(work=taken(clock), reason="máy chủ bận", now=clock(), chance=0.5)
        job.refresh_from_db()
        assert (job.state, job.last_error) == (JobState.READY, "máy chủ bận")
        assert job.next_at - clock() == timedelta(minutes=minutes)
        clock.moment = job.next_at
    fail(work=taken(clock), reason="máy chủ bận", now=clock(), chance=0.5)
    assert state_of(job) == (JobState.DEAD, 3, 3)
    assert job.finished_at == clock()


def test_a_receiver_is_heard_within_reason(clock: Clock) -> None:
    job = enqueue(topic=TOPIC, now=clock())
    for asked, given in ((90 * SECOND, 90 * SECOND), (-SECOND, SECOND)):
        fail(work=taken(clock), reason="429", after=asked, now=clock())
        job.refresh_from_db()
        assert job.next_at - clock() == given
        clock.moment = job.next_at
    Job.objects.update(attempts=0)
    fail(work=taken(clock), reason="429", after=timedelta(days=400), now=clock())
    job.refresh_from_db()
    assert job.next_at - clock() == timedelta(hours=24)


def test_a_dead_letter_keeps_what_it_carried(
    clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    job = enqueue(topic=TOPIC, payload={"body": "mật"}, now=clock())
    bury(work=taken(clock), reason="x" * 600, now=clock())
    assert state_of(job) == (JobState.DEAD, 1, 1)
    assert (job.payload, len(job.last_error)) == ({"body": "mật"}, LONGEST_REASON)
    assert [record.event for record in caplog.records] == ["job_died"]
    assert "mật" not in caplog.text


@pytest.mark.parametrize(
    "write",
    [
        lambda work, now: finish(work=work, now=now),
        lambda work, now: fail(work=work, reason="muộn", now=now),
        lambda work, now: bury(work=work, reason="muộn", now=now),
    ],
    ids=["finish", "fail", "bury"],
)
def test_a_zombie_writes_nothing(
    clock: Clock, write: Callable[[Work, object], None]
) -> None:
    job = enqueue(topic=TOPIC, now=clock())
    zombie = taken(clock)
    clock.passes(minutes=2)
    taken(clock)
    before = Job.objects.values().get(pk=job.pk)
    with pytest.raises(LeaseLostError):
        write(zombie, clock())
    assert Job.objects.values().get(pk=job.pk) == before


def test_what_recurs_has_one_run_in_a_slot(
    clock: Clock, handled: Callable[..., object]
) -> None:
    handled(print, topic="tests.recurs", every=10 * SECOND)
    keep_recurring(now=clock())
    slots = []
    for _moment in range(40):
        for owner in ("a", "b", "c"):
            keep_recurring(now=clock())
            for work in claim(owner=owner, topics=["tests.recurs"], now=clock()):
                slots.append(work.slot)
                finish(work=work, now=clock())
        clock.passes(seconds=1)
    assert slots == [BEGINNING + n * 10 * SECOND for n in range(4)]


def test_slots_that_were_missed_are_not_made_up_for(
    clock: Clock, handled: Callable[..., object]
) -> None:
    handled(print, topic="tests.recurs", every=10 * SECOND)
    keep_recurring(now=clock())
    clock.passes(seconds=95)
    work = taken(clock, "tests.recurs")
    assert work.slot == BEGINNING
    finish(work=work, now=clock())
    assert Job.objects.get().next_at == BEGINNING + 100 * SECOND


def test_what_recurs_comes_again_whatever_happens(
    clock: Clock, handled: Callable[..., object]
) -> None:
    handled(print, topic="tests.recurs", every=SECOND)
    keep_recurring(now=clock())
    job, pauses = Job.objects.get(), []
    for _attempt in range(9):
        work = taken(clock, "tests.recurs")
        bury(work=work, reason="hỏng", now=clock())
        job.refresh_from_db()
        pauses.append((job.next_at - clock()).total_seconds())
        clock.moment = job.next_at
    assert pauses == [1, 2, 4, 8, 16, 32, *([60] * 3)]
    assert (job.state, job.attempts, job.last_error) == (JobState.READY, 9, "hỏng")
    finish(work=taken(clock, "tests.recurs"), now=clock())
    job.refresh_from_db()
    assert (job.attempts, job.last_error) == (0, "")
