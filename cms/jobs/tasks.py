"""The jobs of this room itself: letters, and forgetting what was done."""

from datetime import timedelta

from cms.jobs import mail, registry
from cms.jobs.services import prune
from cms.jobs.work import Work

PRUNE_EVERY = timedelta(hours=1)


def register() -> None:
    """Join the registry; called once when apps are ready."""
    registry.handler(mail.TOPIC, lease=mail.LEASE, private=True)(mail.send_letter)
    registry.every("jobs.prune", PRUNE_EVERY)(forget_what_was_done)


def forget_what_was_done(work: Work) -> None:
    prune(now=work.now)
