"""A job exists if what asks for it does, and once while it is open."""

from collections.abc import Callable
from contextlib import AbstractContextManager as ContextManager
from datetime import timedelta

import pytest
from django.db import transaction

from cms.jobs.models import URGENT, Job, JobState
from cms.jobs.services import (
    claim,
    enqueue,
    enqueue_each,
    finish,
    keep_recurring,
)
from tests.jobs.conftest import BEGINNING, TOPIC, Clock, Deeds

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]
SECOND = timedelta(seconds=1)


def test_what_is_asked_for_is_written(clock: Clock) -> None:
    hour = BEGINNING + timedelta(hours=1)
    job = enqueue(
        topic=TOPIC,
        payload={"page": 7},
        key="bài/7",
        run_at=hour,
        priority=URGENT,
        now=clock(),
    )
    kept = Job.objects.get()
    assert kept == job
    assert (kept.state, kept.attempts, kept.fence) == (JobState.READY, 0, 0)
    assert (kept.payload, kept.key, kept.priority) == ({"page": 7}, "bài/7", -10)
    assert (kept.next_at, kept.created_at) == (hour, BEGINNING)


def test_it_goes_with_the_transaction_that_asked() -> None:
    with transaction.atomic():
        enqueue(topic=TOPIC)
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_a_key_is_asked_for_once_while_it_is_open(clock: Clock, deeds: Deeds) -> None:
    first = enqueue(topic=TOPIC, key="bài/7", now=clock())
    assert enqueue(topic=TOPIC, key="bài/7", payload=2, now=clock()) == first
    [work] = claim(owner="a", topics=[TOPIC], now=clock())
    assert enqueue(topic=TOPIC, key="bài/7", now=clock()) == first
    assert enqueue(topic="tests.other", key="bài/7", now=clock()) != first
    finish(work=work, now=clock())
    assert enqueue(topic=TOPIC, key="bài/7", now=clock()) != first
    assert Job.objects.filter(topic=TOPIC).count() == 2


def test_without_a_key_each_is_its_own() -> None:
    assert enqueue(topic=TOPIC) != enqueue(topic=TOPIC)


def test_several_are_asked_for_in_one_statement(
    clock: Clock, django_assert_num_queries: Callable[[int], ContextManager[object]]
) -> None:
    with django_assert_num_queries(3):  # and the savepoint around it
        enqueue_each(topic=TOPIC, payloads=[{"n": n} for n in range(40)], now=clock())
    jobs = Job.objects.order_by("pk")
    assert [job.payload["n"] for job in jobs] == list(range(40))
    assert {(job.state, job.next_at) for job in jobs} == {("ready", BEGINNING)}


def test_what_recurs_has_one_row(clock: Clock, handled: Callable[..., object]) -> None:
    handled(print, topic="tests.recurs", every=10 * SECOND)
    for _worker in range(3):
        keep_recurring(now=clock.passes(seconds=3))
    row = Job.objects.get(topic="tests.recurs")
    assert (row.every, row.next_at) == (10 * SECOND, BEGINNING)


def test_what_recurs_follows_its_interval(
    clock: Clock, handled: Callable[..., object]
) -> None:
    handled(print, topic="tests.recurs", every=10 * SECOND)
    keep_recurring(now=clock())
    Job.objects.filter(topic="tests.recurs").update(every=SECOND)
    keep_recurring(now=clock())
    assert Job.objects.get(topic="tests.recurs").every == 10 * SECOND
