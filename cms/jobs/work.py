"""What a handler is given, and what it may answer instead of doing it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any


@dataclass(frozen=True)
class Work:
    """A job under lease, as the worker that holds it sees it.

    ``slot`` is the moment a recurring job stands for, None for any other; ``now`` is when
    the lease was taken, by the worker's clock.
    """

    pk: int
    topic: str
    key: str
    payload: Any
    attempt: int
    fence: int
    owner: str
    lease: timedelta
    now: datetime
    every: timedelta | None = None
    slot: datetime | None = None


class RetryLater(Exception):  # noqa: N818 - an instruction, no error
    """Raised by a handler: not now. ``after`` is what the receiver asked for, if it did.

    Its words become the reason that people read.
    """

    def __init__(self, reason: str, *, after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.after = after


class GiveUp(Exception):  # noqa: N818 - an instruction, no error
    """Raised by a handler: never. The job becomes a dead letter at once."""


class LeaseLostError(Exception):
    """Somebody else holds the job by now, or has finished it: the result is not written."""

    def __init__(self, work: Work) -> None:
        super().__init__(f"{work.topic} · {work.pk}: lease {work.fence} is lost")
        self.work = work
