"""Work that is done in the background: one row for each job (ADR 0044)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from cms.jobs.querysets import JobQuerySet

LONGEST_REASON = 500
# The smaller number goes first; among equals whoever has waited longest.
URGENT, ORDINARY, LEISURELY = -10, 0, 10


class JobState(models.TextChoices):
    READY = "ready", pgettext_lazy("job", "Waiting")
    LEASED = "leased", pgettext_lazy("job", "Under way")
    DONE = "done", pgettext_lazy("job", "Done")
    DEAD = "dead", pgettext_lazy("job", "Dead letter")
    DROPPED = "dropped", pgettext_lazy("job", "Dropped")


OPEN = (JobState.READY, JobState.LEASED)


class Job(models.Model):
    """Something to be done once, written in the transaction that wants it done.

    Who works on it holds a lease until ``lease_until``; ``fence`` counts the leases, so
    that whoever lost one can't write a result any more. ``every`` makes it a recurring
    one: a single row per topic, whose ``next_at`` moves on from slot to slot.
    """

    topic = models.CharField(
        pgettext_lazy("job", "topic"), max_length=64, editable=False
    )
    key = models.CharField(max_length=200, blank=True, editable=False)
    payload = models.JSONField(default=dict, editable=False)
    state = models.CharField(
        pgettext_lazy("job", "state"),
        max_length=8,
        choices=JobState,
        default=JobState.READY,
        editable=False,
    )
    priority = models.SmallIntegerField(default=ORDINARY, editable=False)
    attempts = models.PositiveSmallIntegerField(
        _("attempts"), default=0, editable=False
    )
    next_at = models.DateTimeField(pgettext_lazy("job", "not before"), editable=False)
    every = models.DurationField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    lease_owner = models.CharField(max_length=100, blank=True, editable=False)
    fence = models.PositiveBigIntegerField(default=0, editable=False)
    last_error = models.CharField(
        _("last error"), max_length=LONGEST_REASON, blank=True, editable=False
    )
    created_at = models.DateTimeField(pgettext_lazy("job", "asked for"), editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[JobQuerySet] = JobQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("work in the background")
        default_permissions = ()
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["topic"],
                condition=Q(every__isnull=False),
                name="job_one_row_recurs",
            ),
            models.UniqueConstraint(
                fields=["topic", "key"],
                condition=Q(state__in=OPEN) & ~Q(key=""),
                name="job_once_while_open",
            ),
        ]
        indexes = [
            models.Index(
                fields=["priority", "next_at", "id"],
                condition=Q(state=JobState.READY),
                name="job_turn",
            ),
            models.Index(
                fields=["lease_until"],
                condition=Q(state=JobState.LEASED),
                name="job_lease",
            ),
            models.Index(fields=["state", "topic"], name="job_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} · {self.pk}"
