"""How long is waited before the next attempt, and which slot comes next."""

from datetime import UTC, datetime, timedelta

FIRST = timedelta(minutes=1)
LONGEST = timedelta(hours=6)
# A receiver may ask for patience, but not for ever.
MOST_PATIENT = timedelta(hours=24)
JITTER = 0.2
DOUBLINGS = 12  # more of them than LONGEST allows
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def pause_after(attempt: int, *, chance: float) -> timedelta:
    """Return 1 minute · 2ⁿ, six hours at most, a fifth more or less by ``chance``.

    ``attempt`` is the one that failed, from 1; ``chance`` lies between 0 and 1. Without
    it everything that failed together would come back together.
    """
    plain = min(FIRST * (1 << min(attempt - 1, DOUBLINGS)), LONGEST)
    return min(plain * (1 + JITTER * (2 * chance - 1)), LONGEST)


def asked_pause(after: timedelta) -> timedelta:
    """Return what a receiver asked for, within reason."""
    return min(max(after, timedelta(seconds=1)), MOST_PATIENT)


def recurring_pause(attempt: int, *, every: timedelta, chance: float) -> timedelta:
    """Return how soon a recurring job that failed is tried again.

    What recurs within seconds waits for a minute at most, anything else for its interval.
    """
    doubled = every * (1 << min(attempt - 1, DOUBLINGS))
    return min(doubled, pause_after(attempt, chance=chance), max(every, FIRST))


def slot_at(moment: datetime, every: timedelta) -> datetime:
    """Return the beginning of the slot a moment lies in."""
    return EPOCH + (moment - EPOCH) // every * every


def slot_after(moment: datetime, every: timedelta) -> datetime:
    return slot_at(moment, every) + every
