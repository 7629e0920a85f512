"""What deadlines do by the clock: reminding and reporting."""

from datetime import timedelta

from cms.deadlines.services import remind
from cms.jobs import registry
from cms.jobs.work import Work

REMIND_EVERY = timedelta(minutes=1)


def register() -> None:
    """Join the registry; called once when apps are ready."""
    registry.every("deadlines.remind", REMIND_EVERY)(remind_of_what_is_due)


def remind_of_what_is_due(work: Work) -> None:
    remind(now=work.now)
