"""What the desk does by the clock: releasing, and telling of hours in danger (ADR 0044)."""

from datetime import timedelta

from cms.jobs import registry
from cms.jobs.work import Work
from cms.moderation.services import alarm_unready, release_due

RELEASE, ALARM = "moderation.release_due", "moderation.alarm_unready"
# Whoever waits for an hour sees the item at most two seconds after it.
EVERY = timedelta(seconds=1)
# Two at once do no harm, so whoever was killed is not waited for long.
LEASE = timedelta(seconds=5)
ALARM_EVERY = timedelta(seconds=30)


def register() -> None:
    """Join the registry; called once when apps are ready."""
    registry.every(RELEASE, EVERY, lease=LEASE, prompt=True)(release_what_is_due)
    registry.every(ALARM, ALARM_EVERY)(alarm_what_is_unready)


def release_what_is_due(work: Work) -> None:
    release_due(now=work.now)


def alarm_what_is_unready(work: Work) -> None:
    alarm_unready(now=work.now)
