"""Readers without a memory, and the clock they live by."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, cast

from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sites.directory import directory

HOST = "vhtt.localhost"
OTHER = "khac.localhost"
NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)  # ten in the morning in Vietnam


Committed = Callable[[Callable[[], Any]], None]


class Clock:
    """Stands in for ``timezone.now``."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def get(path: str = "/", host: str = HOST, **headers: str) -> HttpResponse:
    """Ask as a stranger does, without the memory of a cookie."""
    response: Any = Client(headers={"host": host, **headers}).get(path)
    return cast("HttpResponse", response)


def queries(path: str, host: str = HOST, **headers: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        response = get(path, host, **headers)
    assert response.status_code in {200, 304}
    return len(asked)


def memory() -> list[str]:
    """Return the names under which the cache of this test holds something."""
    return list(getattr(caches["default"], "_cache", {}))


def settled() -> None:
    """Let the process see what the test arranged: that was never committed.

    Otherwise the first commit of the test would refresh everything at once.
    """
    directory.forget_all()
