"""Real services that a test may break."""

import random
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass

import pytest
from pytest_django import Settings

# Below the range out of which Linux gives ports to those who ask for any: a port
# found free here is not given to a neighbour's connection a moment later.
QUIET_PORTS = range(20_000, 32_000)


def free_port(neighbours: int = 0) -> int:
    """Return a port nobody listens on; so many after it are free too."""
    while True:
        first = random.choice(QUIET_PORTS)  # noqa: S311 - no secret
        with suppress(OSError), ExitStack() as held:
            for port in range(first, first + neighbours + 1):
                held.enter_context(socket.create_server(("127.0.0.1", port)))
            return first


@dataclass
class RedisServer:
    """A Redis of the test's own, which keeps nothing."""

    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        command = (
            shutil.which("redis-server") or "redis-server",
            *("--port", str(self.port), "--bind", "127.0.0.1"),
            *("--save", "", "--appendonly", "no"),
        )
        self.process = subprocess.Popen(  # noqa: S603 - a constant command
            command, stdout=subprocess.DEVNULL
        )
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
                return
            time.sleep(0.02)
        raise RuntimeError("Redis did not start")

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


@pytest.fixture
def redis_server() -> Iterator[RedisServer]:
    server = RedisServer(free_port())
    server.start()
    yield server
    server.kill()


@pytest.fixture
def redis_cache(redis_server: RedisServer, settings: Settings) -> RedisServer:
    """Let pages and addresses be cached in that Redis."""
    settings.CACHES = {
        **settings.CACHES,
        "default": {
            "BACKEND": "cms.operations.caches.FailOpenRedisCache",
            "LOCATION": redis_server.url,
            "OPTIONS": {"socket_timeout": 0.5, "socket_connect_timeout": 0.5},
        },
    }
    return redis_server
