"""Who does what: handlers by topic. Rooms register theirs when apps are ready."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from cms.jobs.work import Work

Act = Callable[[Work], None]
LEASE = timedelta(minutes=1)
LONGEST = timedelta(minutes=15)
# With the pauses of cms.jobs.pauses: given up after about twenty hours.
ATTEMPTS = 12
FEWEST_ATTEMPTS = 2


@dataclass(frozen=True)
class Handler:
    """How a topic is worked on.

    ``act`` is idempotent: a worker that dies after the deed and before the note of it
    leaves the job to another. An ``atomic`` one shares a transaction with that note, so
    what it writes into the database stands there exactly once. A ``prompt`` one is quick
    and has a lane of its own, where nothing slow keeps it waiting. The payload of a
    ``private`` one is wiped when it is done. After ``longest`` a worker counts as stuck.
    """

    topic: str
    act: Act
    lease: timedelta = LEASE
    attempts: int = ATTEMPTS
    longest: timedelta = LONGEST
    atomic: bool = False
    prompt: bool = False
    private: bool = False
    every: timedelta | None = None

    def __post_init__(self) -> None:
        # A worker may be killed through no fault of the job in its hands.
        if self.attempts < FEWEST_ATTEMPTS:
            raise ValueError(f"{self.topic}: at least {FEWEST_ATTEMPTS} attempts")


_handlers: dict[str, Handler] = {}


def handler(
    topic: str,
    *,
    lease: timedelta = LEASE,
    attempts: int = ATTEMPTS,
    longest: timedelta = LONGEST,
    atomic: bool = False,
    prompt: bool = False,
    private: bool = False,
) -> Callable[[Act], Act]:
    """Let a function do the jobs of a topic."""

    def register(act: Act) -> Act:
        _add(
            Handler(
                topic,
                act,
                lease=lease,
                attempts=attempts,
                longest=longest,
                atomic=atomic,
                prompt=prompt,
                private=private,
            )
        )
        return act

    return register


def every(
    topic: str,
    interval: timedelta,
    *,
    lease: timedelta = LEASE,
    longest: timedelta = LONGEST,
    prompt: bool = False,
) -> Callable[[Act], Act]:
    """Let a function run once in each interval, however many workers there are."""

    def register(act: Act) -> Act:
        _add(
            Handler(
                topic, act, lease=lease, longest=longest, prompt=prompt, every=interval
            )
        )
        return act

    return register


def _add(new: Handler) -> None:
    if new.topic in _handlers:
        raise RuntimeError(f"{new.topic} has a handler already")
    _handlers[new.topic] = new


def remove(topic: str) -> None:
    _handlers.pop(topic, None)


def find(topic: str) -> Handler | None:
    return _handlers.get(topic)


def topics(*, prompt: bool | None = None) -> list[str]:
    """Return all topics with a handler, or those of one lane."""
    return [
        one.topic
        for one in _handlers.values()
        if prompt is None or one.prompt == prompt
    ]


def recurring() -> dict[str, timedelta]:
    """Return the topics that recur, and how often."""
    return {one.topic: one.every for one in _handlers.values() if one.every is not None}
