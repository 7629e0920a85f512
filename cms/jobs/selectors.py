"""How it stands with the work in the background."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, Q
from django.utils import timezone
from django.utils.timesince import timesince

from cms.jobs import registry
from cms.jobs.models import Job, JobState

TOO_OLD = timedelta(minutes=10)
MINUTE, NOTHING_LATE = timedelta(minutes=1), "–"
STUMBLES = 3  # so many failures in a row of a recurring job are told of
WATCHED = (JobState.READY, JobState.LEASED, JobState.DEAD)


@dataclass(frozen=True)
class Standing:
    """How it stands with one topic. ``late`` is for how long the oldest has been due."""

    topic: str
    waiting: int
    leased: int
    dead: int
    late: timedelta
    stumbles: int

    @property
    def is_known(self) -> bool:
        return registry.find(self.topic) is not None

    @property
    def is_late(self) -> bool:
        return self.late > TOO_OLD

    @property
    def late_in_words(self) -> str:
        now = timezone.now()
        return NOTHING_LATE if self.late < MINUTE else timesince(now - self.late, now)

    @property
    def is_stumbling(self) -> bool:
        return self.stumbles >= STUMBLES

    @property
    def is_alarming(self) -> bool:
        return self.dead > 0 or self.is_late or self.is_stumbling


def standings(now: datetime | None = None) -> list[Standing]:
    """Return how it stands with each topic of which something is open or dead."""
    return list(_standings(now or timezone.now()))


def _standings(moment: datetime) -> Iterator[Standing]:
    ready, watched = Q(state=JobState.READY), Job.objects.filter(state__in=WATCHED)
    rows = watched.order_by("topic").values("topic")
    for row in rows.annotate(
        waiting=Count("pk", filter=ready),
        leased=Count("pk", filter=Q(state=JobState.LEASED)),
        dead=Count("pk", filter=Q(state=JobState.DEAD)),
        oldest=Min("next_at", filter=ready),
        stumbles=Max("attempts", filter=Q(every__isnull=False), default=0),
    ):
        yield Standing(
            topic=row["topic"],
            waiting=row["waiting"],
            leased=row["leased"],
            dead=row["dead"],
            late=max(moment - (row["oldest"] or moment), timedelta()),
            stumbles=row["stumbles"],
        )


def unknown_topics() -> list[str]:
    """Return the topics of waiting jobs that no handler here does."""
    waiting = Job.objects.filter(state=JobState.READY)
    unknown = waiting.exclude(topic__in=registry.topics())
    return sorted(unknown.order_by().values_list("topic", flat=True).distinct())


def topics_known() -> list[str]:
    """Return the topics somebody handles, and those of which something waits."""
    return sorted({*registry.topics(), *unknown_topics()})
