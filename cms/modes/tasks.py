"""What modes do by the clock: their books (ADR 0051)."""

from datetime import timedelta

from cms.jobs import registry
from cms.jobs.work import Work
from cms.modes.services import keep_books

BOOKS = "modes.keep_books"
EVERY = timedelta(seconds=10)


def register() -> None:
    """Join the registry; called once when apps are ready."""
    registry.every(BOOKS, EVERY)(keep_them)


def keep_them(work: Work) -> None:
    keep_books(now=work.now)
