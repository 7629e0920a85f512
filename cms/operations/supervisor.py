"""Keeps the product's processes running: starts them, restarts them, ends them."""

import asyncio
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

TRIES = 5
WINDOW_SECONDS = 60.0
FIRST_PAUSE_SECONDS = 0.5
GRACE_SECONDS = 10.0


@dataclass(frozen=True)
class Worker:
    """A process that is to run as long as the product runs."""

    name: str
    command: tuple[str, ...]


class GaveUpError(Exception):
    """A worker ended too often in too short a time."""

    def __init__(self, worker: Worker, status: int) -> None:
        super().__init__(worker.name, status)
        self.worker = worker
        self.status = status


class Supervisor:
    """Runs all workers until it is told to stop, or one of them can't be kept alive.

    Every worker leads a process group of its own: what a terminal sends to its group
    reaches the supervisor alone, and what a killed worker leaves behind can be found.
    """

    def __init__(
        self,
        workers: Sequence[Worker],
        *,
        folder: Path,
        on_restart: Callable[[Worker, int], None],
        pause: float = FIRST_PAUSE_SECONDS,
    ) -> None:
        self._workers = workers
        self._folder = folder
        self._on_restart = on_restart
        self._pause = pause
        self._stopping = asyncio.Event()
        self._running: dict[Worker, asyncio.subprocess.Process] = {}

    def stop(self) -> None:
        self._stopping.set()

    async def run(self) -> None:
        """Keep the workers running until ``stop`` is called, then end them.

        Raises ``GaveUpError`` when one ended ``TRIES`` times within a minute.
        """
        keepers = [asyncio.create_task(self._keep(worker)) for worker in self._workers]
        stopping = asyncio.create_task(self._stopping.wait())
        try:
            done, _ = await asyncio.wait(
                {*keepers, stopping}, return_when=asyncio.FIRST_COMPLETED
            )
        finally:
            for task in (*keepers, stopping):
                task.cancel()
            await asyncio.gather(*keepers, stopping, return_exceptions=True)
            await self._end_all()
        for task in done:
            task.result()

    async def _keep(self, worker: Worker) -> None:
        deaths: deque[float] = deque(maxlen=TRIES)
        while True:
            status = await self._run_once(worker)
            now = time.monotonic()
            deaths.append(now)
            recent = sum(now - death < WINDOW_SECONDS for death in deaths)
            if recent == TRIES:
                raise GaveUpError(worker, status)
            self._on_restart(worker, status)
            await asyncio.sleep(self._pause * 2 ** (recent - 1))

    async def _run_once(self, worker: Worker) -> int:
        process = await asyncio.create_subprocess_exec(
            *worker.command, cwd=self._folder, start_new_session=True
        )
        self._running[worker] = process
        status = await process.wait()
        del self._running[worker]
        kill_group(process.pid)
        return status

    async def _end_all(self) -> None:
        for process in self._running.values():
            with suppress(ProcessLookupError):
                process.terminate()
        ends = (self._end(process) for process in self._running.values())
        await asyncio.gather(*ends)
        self._running.clear()

    async def _end(self, process: asyncio.subprocess.Process) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), GRACE_SECONDS)
        kill_group(process.pid)
        await process.wait()


def kill_group(leader: int) -> None:
    """Kill what is left of a process group that we started."""
    with suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)
