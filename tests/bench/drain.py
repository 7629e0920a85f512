"""Drains a queue of jobs that are due, as a process of its own.

``python -m tests.bench.drain NUMBER`` writes as JSON how many jobs a second a worker
does, how many bare transactions a second the same connection commits, and what the
process holds in memory after a tenth of the jobs and after all of them.
"""

import json
import sys
import time
from threading import Event

import django

django.setup()

from django.db import connection, transaction  # noqa: E402 - models need the set-up above
from django.utils import timezone  # noqa: E402

from cms.jobs import registry  # noqa: E402
from cms.jobs.lane import Lane  # noqa: E402
from cms.jobs.models import Job, JobState  # noqa: E402
from cms.jobs.work import Work  # noqa: E402
from tests.bench.processes import resident_bytes  # noqa: E402

TOPIC = "bench.deed"
ROWS_AT_ONCE = 1_000


def main(number: int) -> None:
    registry.handler(TOPIC)(nothing)
    for _batch in range(0, number, ROWS_AT_ONCE):
        now = timezone.now()
        Job.objects.bulk_create(
            Job(topic=TOPIC, next_at=now, created_at=now) for _ in range(ROWS_AT_ONCE)
        )
    asked = Job.objects.filter(topic=TOPIC).count()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    bare = _bare_transactions(asked // 10)
    worker = Lane(owner="bench", stopping=Event())
    began, done, memory = time.monotonic(), 0, 0
    while begun := worker.turn():
        done += begun
        if not memory and done >= asked // 10:
            memory = resident_bytes()
    seconds = time.monotonic() - began
    left = Job.objects.filter(topic=TOPIC).exclude(state=JobState.DONE).count()
    told = {
        "jobs": asked - left,
        "rate": (asked - left) / seconds,
        "bare": bare,
        "memory": [memory, resident_bytes()],
    }
    sys.stdout.write(json.dumps(told))


def nothing(_work: Work) -> None:
    """Be the most trivial of jobs."""


def _bare_transactions(number: int) -> float:
    """Return how many transactions of one changed row are committed in a second."""
    keys = list(Job.objects.filter(topic=TOPIC).values_list("pk", flat=True)[:number])
    began = time.monotonic()
    for key in keys:
        with transaction.atomic():
            Job.objects.filter(pk=key).update(last_error="")
    return number / (time.monotonic() - began)


if __name__ == "__main__":
    main(int(sys.argv[1]))
