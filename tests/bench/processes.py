"""Servers as child processes: started, watched, and ended by their id."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
TICK = os.sysconf("SC_CLK_TCK")
START_SECONDS = 60
# Fields of /proc/<pid>/stat counted after the name: user and system time, in ticks.
CPU_FIELDS = slice(11, 13)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


@dataclass(frozen=True)
class Server:
    """A running server; its figures cover its child processes."""

    pid: int
    port: int

    def cpu_seconds(self) -> float:
        return sum(_cpu(pid) for pid in self._pids())

    def memory_bytes(self) -> int:
        return sum(_resident(pid) for pid in self._pids())

    def _pids(self) -> list[int]:
        return [self.pid, *_children(self.pid)]


def run(command: Sequence[str], env: Mapping[str, str]) -> str:
    """Run a command to its end in the repository; return what it wrote."""
    done = subprocess.run(  # noqa: S603 - commands of this package
        command, cwd=ROOT, env={**os.environ, **env}, check=True, stdout=subprocess.PIPE
    )
    return done.stdout.decode()


@contextmanager
def running(
    command: Sequence[str], port: int, env: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Run a server until the block ends.

    Raises ``RuntimeError`` when it ends, or does not listen, before that.
    """
    process = subprocess.Popen(  # noqa: S603 - commands of this package
        command,
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        start_new_session=True,
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for(process, port)
        yield Server(process.pid, port)
    finally:
        _end(process)


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with status {process.returncode}")
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise RuntimeError(f"nothing listens on port {port}")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(10)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _children(pid: int) -> list[int]:
    file = Path(f"/proc/{pid}/task/{pid}/children")
    direct = [int(child) for child in file.read_text().split()]
    return direct + [below for child in direct for below in _children(child)]


def _cpu(pid: int) -> float:
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2]
    # The state stands first after the name; the fields are counted from it.
    user, system = after_name.split()[CPU_FIELDS]
    return (int(user) + int(system)) / TICK


def resident_bytes() -> int:
    """Return what this process holds in memory."""
    return _resident(os.getpid())


def _resident(pid: int) -> int:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
