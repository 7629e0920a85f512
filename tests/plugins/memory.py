"""What a process remembers between two questions, kept from disturbing a count.

Memory and tallies outlive a rolled-back transaction; the cache server is one for all workers; and
the directory compares stamps by the clock. Each of them changed how many queries a
test saw when the machine was busy with another one.
"""

import os
from collections.abc import Iterator
from typing import Any, cast
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import override_settings

from cms.addresses.hits import tally
from sites.directory import directory

REDIS_DATABASES = 16  # Redis's own number, where nobody configured another
PATIENCE_SECONDS = 600.0


@pytest.fixture(scope="session", autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep each worker's files apart, and out of the repository."""
    with override_settings(
        MEDIA_ROOT=tmp_path_factory.mktemp("media"),
        SECURITY_LOG_HEADS=tmp_path_factory.mktemp("heads"),
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def _own_cache() -> Iterator[None]:
    """Give each worker its own Redis database: clearing one leaves the others alone.

    A busy machine may answer late; only tests of an outage may see one.
    """
    everything = cast("dict[str, dict[str, Any]]", settings.CACHES)
    default = {**everything["default"]}
    if "redis" in str(default.get("LOCATION", "")):
        worker = os.environ.get("PYTEST_XDIST_WORKER", "")
        default["LOCATION"] = database_of(worker, default["LOCATION"])
        default["OPTIONS"] = {"socket_timeout": 30, "socket_connect_timeout": 30}
    with override_settings(CACHES={**everything, "default": default}):
        yield


def database_of(worker: str, url: str) -> str:
    """Return the worker's database on the server; 0 is left to started houses."""
    number = int(worker.removeprefix("gw") or 0) % (REDIS_DATABASES - 1)
    return urlunsplit(urlsplit(url)._replace(path=f"/{number + 1}"))


@pytest.fixture(autouse=True)
def _fresh_memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Forget pages, addresses and portals, and keep the clock's recheck out of counts."""
    monkeypatch.setattr("sites.directory.RECHECK_SECONDS", PATIENCE_SECONDS)
    monkeypatch.setattr("cms.addresses.hits.WRITE_SECONDS", PATIENCE_SECONDS)
    tally.forget()
    directory.forget_all()
    yield
    tally.forget()
    caches["default"].clear()
    directory.forget_all()
