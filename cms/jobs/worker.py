"""A worker process: a lane for what is prompt, a lane for the rest."""

import os
import secrets
import signal
import socket
import time
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from types import FrameType

from django.db import connections

from cms.jobs.lane import Lane

LOOK_EVERY_SECONDS = 0.2
LONGEST_HOST = 60


def new_owner(lane: str) -> str:
    """Return a name that no other lane of any process has, ever."""
    host = socket.gethostname()[:LONGEST_HOST]
    return f"{host}-{os.getpid()}-{lane}-{secrets.token_hex(4)}"


class Worker:
    """Runs both lanes until SIGTERM or SIGINT.

    Each lane finishes the job in its hands and gives the rest of its batch back. Whoever
    has no patience kills the process: the leases run out, and others go on.
    """

    def __init__(self) -> None:
        self._stopping = Event()
        self._asked = False

    def run(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask)
        lanes = (
            Lane(owner=new_owner("prompt"), stopping=self._stopping, prompt=True),
            Lane(owner=new_owner("plain"), stopping=self._stopping, prompt=False),
        )
        with ThreadPoolExecutor(len(lanes), thread_name_prefix="lane") as pool:
            working = [pool.submit(_run_and_close, lane) for lane in lanes]
            self._wait_for_the_end(working)
            self._stopping.set()
        for lane in working:
            lane.result()

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        # No Event here: the signal may come while this very thread holds its lock.
        self._asked = True

    def _wait_for_the_end(self, working: list[Future[None]]) -> None:
        """Return when asked to stop, or when a lane has died: it takes all along."""
        while not self._asked and not any(lane.done() for lane in working):
            time.sleep(LOOK_EVERY_SECONDS)


def _run_and_close(lane: Lane) -> None:
    try:
        lane.run()
    finally:
        connections.close_all()


def drain() -> int:
    """Do all that is due, in this thread; return how many jobs it was."""
    return Lane(owner=new_owner("drain"), stopping=Event()).drain()


def do_one() -> int:
    """Do the one job whose turn it is, in this thread."""
    return Lane(owner=new_owner("once"), stopping=Event()).turn(most=1)
