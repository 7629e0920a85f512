"""Asking for work."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from cms.jobs import registry
from cms.jobs.models import OPEN, ORDINARY, Job
from cms.jobs.pauses import slot_at


@transaction.atomic
def enqueue(
    *,
    topic: str,
    payload: Any = None,
    key: str = "",
    run_at: datetime | None = None,
    priority: int = ORDINARY,
    now: datetime | None = None,
) -> Job:
    """Ask for a job in the caller's transaction: it exists if what asks for it does.

    While a job of the topic with the same ``key`` is waiting or under way, that one is
    returned and no other is made. A key therefore names what happens once, such as a
    revision sent to a channel, and not a thing that changes while the job runs. A topic
    that nobody handles is taken: its handler may be on its way.
    """
    moment = now or timezone.now()
    job = Job(
        topic=topic,
        key=key,
        payload={} if payload is None else payload,
        priority=priority,
        next_at=run_at or moment,
        created_at=moment,
    )
    if not key:
        job.save(force_insert=True)
        return job
    # No question first: two transactions would both hear “no”.
    Job.objects.bulk_create([job], ignore_conflicts=True)
    same = Job.objects.filter(topic=topic, key=key)
    return same.filter(state__in=OPEN).first() or same.latest("pk")


@transaction.atomic
def enqueue_each(
    *, topic: str, payloads: Iterable[Any], now: datetime | None = None
) -> None:
    """Ask for a job for each payload, in one statement."""
    moment = now or timezone.now()
    Job.objects.bulk_create(
        Job(topic=topic, payload=payload, next_at=moment, created_at=moment)
        for payload in payloads
    )


@transaction.atomic
def keep_recurring(*, now: datetime | None = None) -> None:
    """See that each recurring job has its one row, with the interval it has now."""
    moment = now or timezone.now()
    rows = Job.objects.filter(every__isnull=False)
    known = dict(rows.values_list("topic", "every"))
    for topic, every in registry.recurring().items():
        if topic not in known:
            first = Job(
                topic=topic,
                every=every,
                next_at=slot_at(moment, every),
                created_at=moment,
            )
            Job.objects.bulk_create([first], ignore_conflicts=True)
        elif known[topic] != every:
            rows.filter(topic=topic).update(every=every)
