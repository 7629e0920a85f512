"""Leases: taken, kept, given back, taken away."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from itertools import takewhile

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.jobs import registry
from cms.jobs.models import Job, JobState
from cms.jobs.pauses import slot_at
from cms.jobs.services.results import entomb
from cms.jobs.work import Work

FREE = {"lease_until": None, "lease_owner": ""}
REAPED_AT_ONCE = 200


def claim(
    *,
    owner: str,
    topics: Collection[str],
    limit: int = 1,
    now: datetime | None = None,
) -> list[Work]:
    """Take up to ``limit`` due jobs under lease, the urgent first; expired ones as well.

    One transaction: PostgreSQL passes by what another worker has locked, the embedded
    database lets one writer in at a time. ``owner`` names one thread of one process. A
    job that failed before comes alone: if it kills its worker, it takes no other along.
    """
    moment = now or timezone.now()
    if Job.objects.expired(moment).exists():
        reap(now=moment)
    due = Job.objects.due(moment, topics)
    if not due.exists():
        return []
    with transaction.atomic():
        found = list(due.select_for_update(skip_locked=True)[:limit])
        taken = _companions(found)
        for topic in {job.topic for job in taken}:
            _lease(
                [job.pk for job in taken if job.topic == topic], topic, owner, moment
            )
    return [_work(job, owner, moment) for job in taken]


def _companions(found: Sequence[Job]) -> list[Job]:
    fresh = list(takewhile(lambda job: job.attempts == 0, found))
    return fresh or list(found[:1])


def _lease(keys: list[int], topic: str, owner: str, moment: datetime) -> None:
    handler = registry.find(topic)
    lease = handler.lease if handler else registry.LEASE
    Job.objects.filter(pk__in=keys).update(
        state=JobState.LEASED,
        lease_until=moment + lease,
        lease_owner=owner,
        fence=F("fence") + 1,
        attempts=F("attempts") + 1,
    )


def _work(job: Job, owner: str, moment: datetime) -> Work:
    """Return the lease that was just taken; the row was locked when it was read."""
    handler = registry.find(job.topic)
    return Work(
        pk=job.pk,
        topic=job.topic,
        key=job.key,
        payload=job.payload,
        attempt=job.attempts + 1,
        fence=job.fence + 1,
        owner=owner,
        lease=handler.lease if handler else registry.LEASE,
        now=moment,
        every=job.every,
        slot=slot_at(job.next_at, job.every) if job.every else None,
    )


def extend(*, works: Iterable[Work], now: datetime | None = None) -> list[Work]:
    """Keep leases alive (the heartbeat); return those that are lost already."""
    moment = now or timezone.now()
    return [
        work
        for work in works
        if not Job.objects.held(work).update(lease_until=moment + work.lease)
    ]


def give_back(*, works: Iterable[Work]) -> None:
    """Hand back what was not begun: as if it had never been taken, but for the fence."""
    for work in works:
        Job.objects.held(work).update(
            state=JobState.READY, attempts=F("attempts") - 1, **FREE
        )


@transaction.atomic
def reap(*, now: datetime | None = None) -> int:
    """Take away the leases of workers that are gone; return how many.

    Their jobs are ready again at once; after the last attempt they are dead letters. A
    worker that was only slow finds its fence passed, or its job no longer leased.
    """
    moment = now or timezone.now()
    expired = Job.objects.expired(moment).order_by("pk")
    lost = list(expired.select_for_update(skip_locked=True)[:REAPED_AT_ONCE])
    reason = _("The worker ended, or was silent for too long, in the middle of it.")
    for job in lost:
        handler = registry.find(job.topic)
        if handler and job.every is None and job.attempts >= handler.attempts:
            entomb(job=job, reason=reason, now=moment)
        else:
            Job.objects.filter(pk=job.pk).update(
                state=JobState.READY, last_error=reason, **FREE
            )
    return len(lost)
