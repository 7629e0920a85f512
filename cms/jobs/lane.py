"""One line of work: takes jobs, does them one after the other, writes what came of it."""

import logging
import os
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from threading import Event

from django.core.exceptions import (
    ObjectDoesNotExist,
    PermissionDenied,
    ValidationError,
)
from django.db import Error, close_old_connections, transaction
from django.utils import timezone

from cms.jobs import registry
from cms.jobs.heartbeat import Heartbeat
from cms.jobs.selectors import unknown_topics
from cms.jobs.services import bury, claim, fail, finish, give_back, keep_recurring
from cms.jobs.work import GiveUp, LeaseLostError, RetryLater, Work

logger = logging.getLogger(__name__)
IDLE_SECONDS = 1.0
MOST_TOGETHER = 64
# A batch is worked on for so long; what is left of it then goes back to the others.
BATCH_SECONDS = 1.0
LOOK_ROUND_EVERY = timedelta(minutes=1)
STUCK_STATUS = 75  # EX_TEMPFAIL
# What a job may fail by alone: another room's code, and what that asks of the world.
# Anything else is wrong with the process; it ends, and the lease brings the job back.
FAULTS = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError, NameError),
    *(OSError, RuntimeError, TypeError, ValueError, Error),
    *(ObjectDoesNotExist, PermissionDenied, ValidationError),
)


def leave_at_once(work: Work) -> None:
    """End the process: a thread that hangs can't be ended otherwise.

    The supervisor starts a new one, and the job's lease runs out.
    """
    logger.critical("job %s (%s) is stuck: the worker ends", work.pk, work.topic)
    os._exit(STUCK_STATUS)


class Lane:
    """Works until ``stopping`` is set. ``prompt`` lanes take prompt topics only."""

    def __init__(
        self,
        *,
        owner: str,
        stopping: Event,
        prompt: bool | None = None,
        clock: Callable[[], datetime] = timezone.now,
        on_stuck: Callable[[Work], None] = leave_at_once,
    ) -> None:
        self.owner = owner
        self._stopping = stopping
        self._prompt = prompt
        self._clock = clock
        self._on_stuck = on_stuck
        self._together = 1
        self._looked_at: datetime | None = None

    def run(self) -> None:
        """Work until told to stop; a database that is away is asked again later."""
        while not self._stopping.is_set():
            if not self._patient_turn():
                self._stopping.wait(IDLE_SECONDS)

    def drain(self) -> int:
        """Work until nothing is due, or told to stop; return how many jobs it took."""
        done = 0
        while not self._stopping.is_set() and (more := self.turn()):
            done += more
        return done

    def _patient_turn(self) -> int:
        try:
            close_old_connections()
            return self.turn()
        except Error:
            logger.exception("a worker can't reach the database, or was refused")
            close_old_connections()
            return 0

    def turn(self, *, most: int = MOST_TOGETHER) -> int:
        """Take a batch and do it; return how many jobs were begun.

        Batches grow while they are quick and are single jobs while they are slow, so
        that nothing lies leased and waiting behind something slow for long.
        """
        self._look_round()
        began = time.monotonic()
        works = claim(
            owner=self.owner,
            topics=registry.topics(prompt=self._prompt),
            limit=min(self._together, most),
            now=self._clock(),
        )
        begun = self._do_all(works, began) if works else 0
        quick = time.monotonic() - began < BATCH_SECONDS / 4
        self._together = min(self._together * 2, MOST_TOGETHER) if quick else 1
        return begun

    def _do_all(self, works: Sequence[Work], began: float) -> int:
        with Heartbeat(works, clock=self._clock, on_stuck=self._on_stuck) as heart:
            for number, work in enumerate(works):
                out_of_time = time.monotonic() - began > BATCH_SECONDS
                if self._stopping.is_set() or (number and out_of_time):
                    give_back(works=works[number:])
                    return number
                if heart.holds(work):
                    self._do(work, heart)
        return len(works)

    def _do(self, work: Work, heart: Heartbeat) -> None:
        handler = registry.find(work.topic)
        if handler is None:  # taken away since
            give_back(works=[work])
            return
        heart.begin(work, longest=handler.longest)
        try:
            self._attempt(handler, work)
        except LeaseLostError:
            logger.warning("job %s (%s): its lease was lost", work.pk, work.topic)
        finally:
            heart.let_go(work)

    def _attempt(self, handler: registry.Handler, work: Work) -> None:
        """Do it, and write what came of it. Raises ``LeaseLostError``."""
        try:
            self._perform(handler, work)
        except LeaseLostError:
            raise
        except GiveUp as verdict:
            bury(work=work, reason=str(verdict), now=self._clock())
        except RetryLater as verdict:
            fail(
                work=work,
                reason=str(verdict),
                after=verdict.after,
                now=self._clock(),
            )
        except FAULTS as fault:
            logger.exception("job %s (%s) failed", work.pk, work.topic)
            reason = f"{type(fault).__name__}: {fault}"
            fail(work=work, reason=reason, now=self._clock())

    def _perform(self, handler: registry.Handler, work: Work) -> None:
        if not handler.atomic:
            handler.act(work)
            finish(work=work, now=self._clock())
            return
        with transaction.atomic():
            handler.act(work)
            finish(work=work, now=self._clock())

    def _look_round(self) -> None:
        """Once a minute: see that what recurs has its row, and tell what nobody does."""
        now = self._clock()
        if self._looked_at is not None and now - self._looked_at < LOOK_ROUND_EVERY:
            return
        keep_recurring(now=now)
        self._looked_at = now
        if not self._prompt and (unknown := unknown_topics()):
            logger.warning(
                "jobs wait that no handler here does: %s", ", ".join(unknown)
            )
