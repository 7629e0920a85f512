"""Dead letters are tried again or dropped; what was done is forgotten in time."""

from datetime import timedelta

import pytest
from pytest_django import Settings

from cms.jobs.models import Job, JobState
from cms.jobs.services import (
    RefusedError,
    bury,
    claim,
    drop,
    enqueue,
    finish,
    prune,
    retry,
    retry_all,
)
from tests.jobs.conftest import BEGINNING, TOPIC, Clock, state_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.embedded,
    pytest.mark.usefixtures("deeds"),
]


def dead(clock: Clock, key: str = "") -> Job:
    job = enqueue(topic=TOPIC, key=key, payload={"body": "x"}, now=clock())
    [work] = claim(owner="a", topics=[TOPIC], now=clock())
    bury(work=work, reason="550 no such user", now=clock())
    return job


def test_it_begins_anew(clock: Clock) -> None:
    job = dead(clock)
    retry(job=job, now=clock.passes(hours=1))
    assert state_of(job) == (JobState.READY, 0, 1)
    assert (job.next_at, job.finished_at) == (clock(), None)
    assert job.payload == {"body": "x"}


def test_only_a_dead_letter_begins_anew(clock: Clock) -> None:
    job = enqueue(topic=TOPIC, now=clock())
    with pytest.raises(RefusedError):
        retry(job=job, now=clock())
    assert state_of(job) == (JobState.READY, 0, 0)


def test_what_was_asked_for_again_is_not_doubled(clock: Clock) -> None:
    job = dead(clock, key="bài/7")
    again = enqueue(topic=TOPIC, key="bài/7", now=clock())
    with pytest.raises(RefusedError):
        retry(job=job, now=clock())
    assert state_of(job)[0] == JobState.DEAD
    assert state_of(again)[0] == JobState.READY


def test_a_whole_topic_begins_anew(clock: Clock) -> None:
    jobs = [dead(clock), dead(clock, key="bài/7"), dead(clock)]
    enqueue(topic=TOPIC, key="bài/7", now=clock())
    assert retry_all(topic=TOPIC, now=clock()) == 2
    assert [state_of(job)[0] for job in jobs] == ["ready", "dead", "ready"]


def test_it_is_dropped_with_a_reason(clock: Clock) -> None:
    job = dead(clock)
    drop(job=job, reason="Người nhận đã nghỉ việc", now=clock())
    assert state_of(job) == (JobState.DROPPED, 1, 1)
    assert (job.last_error, job.payload) == ("Người nhận đã nghỉ việc", {})
    with pytest.raises(RefusedError):
        drop(job=job, reason="lần nữa", now=clock())
    with pytest.raises(RefusedError):
        retry(job=job, now=clock())


def test_what_nobody_handles_can_be_dropped_and_nothing_else(clock: Clock) -> None:
    unknown = enqueue(topic="tests.unknown", now=clock())
    Job.objects.update(every=timedelta(hours=1))
    waiting = enqueue(topic=TOPIC, now=clock())
    drop(job=unknown, reason="Phòng này đã bỏ", now=clock())
    with pytest.raises(RefusedError):
        drop(job=waiting, reason="Không cần", now=clock())
    assert state_of(unknown)[0] == JobState.DROPPED
    assert state_of(waiting) == (JobState.READY, 0, 0)


def test_what_was_done_is_forgotten_after_its_days(
    clock: Clock, settings: Settings
) -> None:
    settings.JOBS_DONE_DAYS = 7
    for _job in range(2):
        enqueue(topic=TOPIC, now=clock())
        [work] = claim(owner="a", topics=[TOPIC], now=clock())
        finish(work=work, now=clock.passes(days=1))
    letter = dead(clock)
    week = timedelta(days=7)
    assert prune(now=BEGINNING + timedelta(days=1) + week) == 0
    assert prune(now=BEGINNING + timedelta(days=1, seconds=1) + week) == 1
    assert prune(now=BEGINNING + timedelta(days=999)) == 1
    assert list(Job.objects.all()) == [letter]
