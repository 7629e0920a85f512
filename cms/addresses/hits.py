"""How often an old address is still asked for, without making a reader wait.

Hits are tallied in the process and written after an answer has gone out: at once while
it is quiet, once a second under load. A database that refuses keeps nobody from an
answer; the tally waits for the next one. What a process has not written when it is
killed is lost: at most a second's hits.
"""

import atexit
import logging
import threading
import time
from collections import Counter
from typing import Any

from django.core.signals import request_finished
from django.db import DatabaseError, InterfaceError
from django.db.models import Case, F, IntegerField, Value, When
from django.utils import timezone

from cms.addresses.models import AddressRule

logger = logging.getLogger("cms.addresses")

WRITE_SECONDS = 1.0
MOST_RULES = 10_000  # tallied while the database is away
BATCH = 200


class Tally:
    """Hits of rules by key that are not written yet."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._hits: Counter[int] = Counter()
        self._written_at = 0.0

    def note(self, rule_id: int) -> None:
        with self._lock:
            if rule_id in self._hits or len(self._hits) < MOST_RULES:
                self._hits[rule_id] += 1

    def forget(self) -> None:
        """Write nothing of what was tallied, and nothing at once."""
        with self._lock:
            self._hits = Counter()
            self._written_at = time.monotonic()

    def is_due(self) -> bool:
        return bool(self._hits) and (
            time.monotonic() - self._written_at >= WRITE_SECONDS
        )

    def write(self) -> None:
        """Write what was tallied; what can't be written is kept."""
        with self._lock:
            hits, self._hits = self._hits, Counter()
            self._written_at = time.monotonic()
        rules = sorted(hits)
        for first in range(0, len(rules), BATCH):
            batch = {key: hits[key] for key in rules[first : first + BATCH]}
            try:
                add_hits(batch)
            except (DatabaseError, InterfaceError):
                logger.warning("hits wait", extra={"event": "address_hits_wait"})
                with self._lock:
                    self._hits.update(batch)


def add_hits(hits: dict[int, int]) -> None:
    """Add the hits of some rules in one statement."""
    cases = [When(pk=key, then=Value(number)) for key, number in hits.items()]
    more = Case(*cases, default=Value(0), output_field=IntegerField())
    AddressRule.objects.filter(pk__in=hits).update(
        hits=F("hits") + more, last_hit_on=timezone.localdate()
    )


tally = Tally()


def after_answer(**kwargs: Any) -> None:
    if tally.is_due():
        tally.write()


def connect() -> None:
    request_finished.connect(after_answer, dispatch_uid="addresses_hits")
    atexit.register(_at_end)


def _at_end() -> None:
    if tally.is_due():
        tally.write()
