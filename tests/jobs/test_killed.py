"""Genuine worker processes, killed in the middle: nothing lost, nothing twice."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from cms.jobs.models import Job, JobState
from cms.jobs.querysets import JobQuerySet
from tests.databases import address_of_the_test_database
from tests.jobs.effects import ATOMIC, OUTSIDE, TABLES

ROOT = Path(__file__).parents[2]
PATIENCE = 90
Process = subprocess.Popen[bytes]
pytestmark = [pytest.mark.django_db(transaction=True)]


def database_url() -> str:
    if connection.vendor == "sqlite":
        return f"sqlite:///{connection.settings_dict['NAME']}"
    return address_of_the_test_database()


def start(*arguments: str) -> Process:
    return subprocess.Popen(  # noqa: S603 - our own program
        (sys.executable, "manage.py", "work", *arguments),
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.jobs.house",
            "DATABASE_URL": database_url(),
        },
    )


@contextmanager
def workers(number: int, *arguments: str) -> Iterator[list[Process]]:
    running = [start(*arguments) for _ in range(number)]
    try:
        yield running
    finally:
        for process in running:
            process.kill()
            process.wait()


def ask_for(number: int) -> list[int]:
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(table)
    now = timezone.now()
    Job.objects.bulk_create(
        Job(topic=topic, next_at=now, created_at=now)
        for _ in range(number // 2)
        for topic in (ATOMIC, OUTSIDE)
    )
    return list(of_the_trial().values_list("pk", flat=True))


def of_the_trial() -> JobQuerySet:
    return Job.objects.filter(topic__startswith="trial.")


def wait_until(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < deadline, dict(
            of_the_trial().values_list("state", "pk")
        )
        time.sleep(0.01)


def is_done(number: int) -> bool:
    return bool(of_the_trial().filter(state=JobState.DONE).count() >= number)


def effects(table: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT job FROM {table} ORDER BY job")  # noqa: S608 - ours
        return [job for (job,) in cursor.fetchall()]


def assert_each_once(jobs: list[int]) -> None:
    states = set(of_the_trial().values_list("state", flat=True))
    assert states == {JobState.DONE}
    found = sorted(effects("trial_effect") + effects("trial_receiver"))
    assert found == sorted(jobs)


def listens(worker: Process) -> bool:
    """Tell whether a worker takes being asked to stop; one that still starts does not."""
    told = Path(f"/proc/{worker.pid}/status").read_text(encoding="ascii")
    caught = next(line for line in told.splitlines() if line.startswith("SigCgt:"))
    return bool(int(caught.split()[1], 16) >> (signal.SIGTERM - 1) & 1)


def end(worker: Process, *, gently: bool) -> None:
    """Kill a worker; or ask it to stop, whereupon it leaves no lease behind."""
    if not gently:
        worker.kill()
        assert worker.wait() == -signal.SIGKILL
        return
    wait_until(partial(listens, worker))
    worker.terminate()
    assert worker.wait(20) == 0
    assert not Job.objects.filter(lease_owner__contains=f"-{worker.pid}-").exists()


@pytest.mark.service_postgres
@pytest.mark.proof
def test_three_workers_killed_in_the_middle(proof_size: Callable[[int], int]) -> None:
    number, ends = proof_size(4_000), proof_size(20)
    jobs = ask_for(number)
    with workers(3) as running:
        for already in range(ends):
            part = number * (already + 1) // (ends + 2)
            wait_until(partial(is_done, part))
            end(running.pop(0), gently=already % 2 == 1)
            if not running:
                running += [start() for _ in range(3)]
        wait_until(partial(is_done, number))
    assert_each_once(jobs)


@pytest.mark.embedded(only=True)
def test_two_workers_on_the_embedded_database() -> None:
    jobs = ask_for(200)
    with workers(2, "--drain") as running:
        wait_until(partial(is_done, 20))
        running[0].kill()
        running[0].wait()
        assert running[1].wait(PATIENCE) == 0
        time.sleep(1)  # the lease of whoever was killed
        drainer = start("--drain")
        assert drainer.wait(PATIENCE) == 0
    assert_each_once(jobs)
