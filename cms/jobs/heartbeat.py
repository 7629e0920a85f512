"""The thread that keeps leases alive while a handler is at work."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from threading import Event, Thread
from types import TracebackType
from typing import Self

from django.db import Error, connections

from cms.jobs.services import extend
from cms.jobs.work import Work

logger = logging.getLogger(__name__)
BEATS_PER_LEASE = 3


class Heartbeat:
    """Extends the leases of a batch, from a connection of its own, until the block ends.

    ``at_hand`` is told which job is begun, and when. One that takes longer than its
    handler said is stuck: its lease is kept alive no longer, and ``on_stuck`` is called.
    """

    def __init__(
        self,
        works: Sequence[Work],
        *,
        clock: Callable[[], datetime],
        on_stuck: Callable[[Work], None],
    ) -> None:
        self._works = {work.pk: work for work in works}
        self._pause = min(work.lease for work in works) / BEATS_PER_LEASE
        self._clock = clock
        self._on_stuck = on_stuck
        self._ends_at: datetime | None = None
        self._at_hand: Work | None = None
        self._over = Event()
        self._thread = Thread(target=self._run, name="heartbeat", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()

    def holds(self, work: Work) -> bool:
        """Tell whether the lease was still ours at the last beat."""
        return work.pk in self._works

    def begin(self, work: Work, *, longest: timedelta) -> None:
        self._ends_at, self._at_hand = self._clock() + longest, work

    def let_go(self, work: Work) -> None:
        self._ends_at = self._at_hand = None
        self._works.pop(work.pk, None)

    def beat(self) -> None:
        """Extend once. A database that is away is asked again with the next beat."""
        now, at_hand, ends_at = self._clock(), self._at_hand, self._ends_at
        if at_hand is not None and ends_at is not None and now > ends_at:
            self._works.clear()
            self._on_stuck(at_hand)
            return
        try:
            lost = extend(works=list(self._works.values()), now=now)
        except Error:
            logger.warning("no heartbeat: the database is away", exc_info=True)
            return
        for work in lost:
            if self._works.pop(work.pk, None):
                logger.warning("job %s (%s): lease lost", work.pk, work.topic)

    def _run(self) -> None:
        try:
            while not self._over.wait(self._pause.total_seconds()):
                self.beat()
        finally:
            connections.close_all()
