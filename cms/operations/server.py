"""The web server as a child process: its command, and whether it answers."""

import asyncio
import sys
from dataclasses import dataclass

ALIVE = "/-/song"
POLL_SECONDS = 0.1
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared, not bound


@dataclass(frozen=True)
class Address:
    """Where the server listens."""

    host: str
    port: int

    @property
    def nearby(self) -> str:
        """Return the host by which this machine reaches it."""
        return EVERYWHERE.get(self.host, self.host)


@dataclass(frozen=True)
class Capacity:
    workers: int
    threads: int


EMBEDDED = Capacity(workers=1, threads=4)
SERVED = Capacity(workers=2, threads=4)


def capacity_for(vendor: str) -> Capacity:
    """Return how many requests are answered at a time, by kind of database.

    SQLite has one writer: a second process would add memory and waiting for locks.
    Threads keep readers from queueing behind an upload. Figures: docs/howto/run.md.
    """
    return EMBEDDED if vendor == "sqlite" else SERVED


def server_command(
    application: str, address: Address, capacity: Capacity
) -> tuple[str, ...]:
    """Return the command that serves ``package.module.name`` over WSGI."""
    module, _, name = application.rpartition(".")
    options = {
        "interface": "wsgi",
        "host": address.host,
        "port": address.port,
        "workers": capacity.workers,
        "blocking-threads": capacity.threads,
        "workers-kill-timeout": 5,
        "log-level": "warning",
    }
    words = (f"--{option}={value}" for option, value in options.items())
    # One crash costs one worker; a second within seconds ends the server, and then
    # the supervisor decides.
    flags = ("--no-ws", "--respawn-failed-workers")
    return (sys.executable, "-m", "granian", f"{module}:{name}", *words, *flags)


async def wait_until_alive(address: Address, house: str) -> None:
    """Return when the server answers requests for a host of the house."""
    while not await _is_alive(address, house):
        await asyncio.sleep(POLL_SECONDS)


async def _is_alive(address: Address, house: str) -> bool:
    """Ask as a proxy in front would: a real installation redirects plain requests."""
    try:
        reader, writer = await asyncio.open_connection(address.nearby, address.port)
    except OSError:
        return False
    request = (
        f"GET {ALIVE} HTTP/1.1\r\nHost: {house}\r\n"
        "X-Forwarded-Proto: https\r\nConnection: close\r\n\r\n"
    )
    try:
        writer.write(request.encode())
        await writer.drain()
        status = await reader.readline()
    except OSError:
        return False
    finally:
        writer.close()
    return b" 200 " in status
