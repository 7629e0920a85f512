"""What became of a job: written only by whoever holds its lease."""

import logging
import random
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from cms.jobs import registry
from cms.jobs.models import LONGEST_REASON, Job, JobState
from cms.jobs.pauses import asked_pause, pause_after, recurring_pause, slot_after
from cms.jobs.work import LeaseLostError, Work

logger = logging.getLogger(__name__)
FREE: dict[str, Any] = {"lease_until": None, "lease_owner": ""}


def finish(*, work: Work, now: datetime | None = None) -> None:
    """Note that it is done; a recurring one waits for its next slot.

    Raises ``LeaseLostError`` and writes nothing if the lease is another's by now.
    """
    moment = now or timezone.now()
    if work.every is not None:
        values = {
            "state": JobState.READY,
            "next_at": slot_after(moment, work.every),
            "attempts": 0,
        }
    else:
        values = {"state": JobState.DONE, "finished_at": moment, **_wiped(work.topic)}
    _write(work, last_error="", **values)


def fail(
    *,
    work: Work,
    reason: str,
    after: timedelta | None = None,
    now: datetime | None = None,
    chance: float | None = None,
) -> None:
    """Note why it did not work, and try again later; dead after the last attempt.

    ``after`` is what the receiver asked for. Raises ``LeaseLostError``.
    """
    moment = now or timezone.now()
    handler = registry.find(work.topic)
    luck = random.random() if chance is None else chance  # noqa: S311 - no secret
    if work.every is not None:
        pause = recurring_pause(work.attempt, every=work.every, chance=luck)
    elif handler and work.attempt >= handler.attempts:
        bury(work=work, reason=reason, now=moment)
        return
    else:
        pause = pause_after(work.attempt, chance=luck)
    if after is not None:
        pause = asked_pause(after)
    _write(
        work,
        state=JobState.READY,
        next_at=moment + pause,
        last_error=reason[:LONGEST_REASON],
    )


@transaction.atomic
def bury(*, work: Work, reason: str, now: datetime | None = None) -> None:
    """Make it a dead letter: people see it and decide. Raises ``LeaseLostError``.

    A recurring job never dies: it fails, is told of, and comes again.
    """
    moment = now or timezone.now()
    if work.every is not None:
        fail(work=work, reason=reason, now=moment)
        return
    job = Job.objects.held(work).select_for_update().first()
    if job is None:
        raise LeaseLostError(work)
    entomb(job=job, reason=reason, now=moment)


def entomb(*, job: Job, reason: str, now: datetime) -> None:
    """Write a dead letter. The caller has locked the row."""
    Job.objects.filter(pk=job.pk).update(
        state=JobState.DEAD, last_error=reason[:LONGEST_REASON], finished_at=now, **FREE
    )
    logger.error(
        "job %s (%s) is a dead letter",
        job.pk,
        job.topic,
        extra={"event": "job_died", "job": job.pk, "topic": job.topic},
    )


def _write(work: Work, **values: Any) -> None:
    if not Job.objects.held(work).update(**values, **FREE):
        raise LeaseLostError(work)


def _wiped(topic: str) -> dict[str, Any]:
    handler = registry.find(topic)
    return {"payload": {}} if handler and handler.private else {}
