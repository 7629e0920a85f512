"""What the overview does by the clock."""

from datetime import timedelta

from cms.jobs import registry
from cms.jobs.work import Work
from cms.overview.services import remind_of_sections

EVERY = timedelta(hours=6)


def register() -> None:
    """Join the registry; called once when apps are ready."""
    registry.every("overview.remind_of_sections", EVERY)(remind)


def remind(work: Work) -> None:
    remind_of_sections(now=work.now)
