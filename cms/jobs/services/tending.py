"""What people, and time, do with jobs that are at rest."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.jobs import registry
from cms.jobs.models import LONGEST_REASON, Job, JobState

PRUNED_AT_ONCE = 5_000


class RefusedError(Exception):
    """It can't be done to this job as it stands; the words say why."""


@transaction.atomic
def retry(*, job: Job, now: datetime | None = None) -> None:
    """Let a dead letter begin anew, with all its attempts. Raises ``RefusedError``."""
    moment = now or timezone.now()
    dead = Job.objects.dead().filter(pk=job.pk)
    try:
        with transaction.atomic():
            revived = dead.update(
                state=JobState.READY, attempts=0, next_at=moment, finished_at=None
            )
    except IntegrityError as fault:
        words = _(
            "The same job has been asked for again since. This one can be dropped."
        )
        raise RefusedError(words) from fault
    if not revived:
        raise RefusedError(_("It is no dead letter any more."))


def retry_all(*, topic: str, now: datetime | None = None) -> int:
    """Let all dead letters of a topic begin anew; return how many could."""
    revived = 0
    for job in Job.objects.dead().filter(topic=topic).order_by("pk").iterator():
        try:
            retry(job=job, now=now)
        except RefusedError:  # the same was asked for again: that one will do
            continue
        revived += 1
    return revived


@transaction.atomic
def drop(*, job: Job, reason: str, now: datetime | None = None) -> None:
    """Put a dead letter aside for good, or a job that nobody knows how to do.

    What it carried is wiped; the reason takes the place of the error. Raises
    ``RefusedError``.
    """
    held = Job.objects.select_for_update().get(pk=job.pk)
    unknown = held.state == JobState.READY and registry.find(held.topic) is None
    if not (unknown or held.state == JobState.DEAD):
        raise RefusedError(_("Only a dead letter, or what nobody handles, is dropped."))
    values: dict[str, Any] = {
        "state": JobState.DROPPED,
        "every": None,
        "payload": {},
        "last_error": reason[:LONGEST_REASON],
        "finished_at": now or timezone.now(),
    }
    Job.objects.filter(pk=job.pk).update(**values)


def prune(*, now: datetime | None = None) -> int:
    """Delete what was done ``JOBS_DONE_DAYS`` ago; return how many rows."""
    before = (now or timezone.now()) - timedelta(days=settings.JOBS_DONE_DAYS)
    gone = 0
    while keys := list(
        Job.objects.at_rest(before).values_list("pk", flat=True)[:PRUNED_AT_ONCE]
    ):
        deleted, _by_model = Job.objects.filter(pk__in=keys).delete()
        gone += deleted
    return gone
