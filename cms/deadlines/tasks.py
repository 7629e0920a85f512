"""What deadlines do by the clock: reminding and reporting; counting anew what is much."""

from datetime import timedelta

from cms.deadlines.services import RECOUNT, recount_as_asked, remind
from cms.jobs import registry
from cms.jobs.work import Work

REMIND_EVERY = timedelta(minutes=1)
LONGEST = timedelta(hours=1)  # a day off of the whole house


def register() -> None:
    """Join the registry; called once when apps are ready."""
    registry.every("deadlines.remind", REMIND_EVERY)(remind_of_what_is_due)
    registry.handler(RECOUNT, longest=LONGEST)(count_anew)


def remind_of_what_is_due(work: Work) -> None:
    remind(now=work.now)


def count_anew(work: Work) -> None:
    """Count what is much; done again it leaves what moved as it is."""
    recount_as_asked(payload=work.payload)
