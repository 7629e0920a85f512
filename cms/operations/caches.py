"""A Redis cache whose loss costs time and nothing else.

With Wagtail's and Django's stock back end a dead Redis breaks ``page.url`` and
publishing. Everything kept here can be computed again, so every failure is a miss.
Never put a security counter here: those fail closed, in the database cache
``security``.
"""

import logging
import time
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
Result = TypeVar("Result")

# A Redis that hangs costs its time-out once in this many seconds, not once a question.
PAUSE_SECONDS = 2.0


class Outage:
    """What one process knows of a Redis that is away; its threads share it."""

    def __init__(self) -> None:
        self.is_on = False
        self._ask_again_at = 0.0

    @property
    def is_pausing(self) -> bool:
        return self.is_on and time.monotonic() < self._ask_again_at

    def note_failure(self, fault: RedisError) -> None:
        """Log the first failure of an outage and wait before the next question."""
        if not self.is_on:
            event = {"event": "cache_unavailable"}
            logger.warning("cache unavailable: %s", fault, extra=event)
        self.is_on = True
        self._ask_again_at = time.monotonic() + PAUSE_SECONDS

    def note_return(self) -> None:
        self.is_on = False
        logger.warning("cache available again", extra={"event": "cache_available"})


class FailOpenRedisCache(RedisCache):
    """Answers as an empty cache while Redis is away.

    What changed meanwhile could not be deleted there, so a Redis that comes back is
    emptied before it is believed.
    """

    _outages: dict[str, Outage] = {}

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._outage = self._outages.setdefault(str(server), Outage())

    def _or_miss(self, call: Callable[[], Result], *, miss: Result) -> Result:
        if self._outage.is_pausing:
            return miss
        try:
            if self._outage.is_on:
                super().clear()
                self._outage.note_return()
            return call()
        except RedisError as fault:
            self._outage.note_failure(fault)
            return miss

    def add(self, *args: Any, **kwargs: Any) -> bool:
        return self._or_miss(partial(super().add, *args, **kwargs), miss=True)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._or_miss(partial(super().get, key, default, version), miss=default)

    def set(self, *args: Any, **kwargs: Any) -> None:
        self._or_miss(partial(super().set, *args, **kwargs), miss=None)

    def touch(self, *args: Any, **kwargs: Any) -> bool:
        return self._or_miss(partial(super().touch, *args, **kwargs), miss=False)

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        return self._or_miss(partial(super().delete, *args, **kwargs), miss=False)

    def get_many(self, *args: Any, **kwargs: Any) -> dict[Any, Any]:
        return self._or_miss(partial(super().get_many, *args, **kwargs), miss={})

    def has_key(self, *args: Any, **kwargs: Any) -> bool:
        return self._or_miss(partial(super().has_key, *args, **kwargs), miss=False)

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Raise ``ValueError``, as for a key that is not there, while Redis is away."""
        value: Any = self._or_miss(
            partial(super().incr, key, delta, version), miss=None
        )
        if value is None:
            raise ValueError(f"Key {key!r} not found")
        return int(value)

    def set_many(self, data: Any, *args: Any, **kwargs: Any) -> list[Any]:
        return self._or_miss(
            partial(super().set_many, data, *args, **kwargs), miss=list(data)
        )

    def delete_many(self, *args: Any, **kwargs: Any) -> None:
        self._or_miss(partial(super().delete_many, *args, **kwargs), miss=None)

    def clear(self) -> bool:  # type: ignore[override]
        cleared: Any = super().clear
        return bool(self._or_miss(cleared, miss=False))
