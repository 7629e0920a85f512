"""Notifications by the clock: what is due is gathered, letters are sent (ADR 0048)."""

from datetime import timedelta

from cms.jobs import registry
from cms.jobs.work import Work
from cms.notifications.services import forget, gather, send
from cms.notifications.services.gathering import TOPIC

# What happens to somebody within so long comes as one letter.
EVERY = timedelta(seconds=20)
FORGET_EVERY = timedelta(hours=6)


def register() -> None:
    """Join the registry; called once when apps are ready."""
    registry.every("notifications.gather", EVERY, prompt=True)(gather_what_is_due)
    registry.handler(TOPIC)(send_letter)
    registry.every("notifications.forget", FORGET_EVERY)(forget_what_is_over)


def gather_what_is_due(work: Work) -> None:
    gather(now=work.now)


def send_letter(work: Work) -> None:
    send(letter_id=work.payload["letter"], now=work.now)


def forget_what_is_over(work: Work) -> None:
    forget(now=work.now)
