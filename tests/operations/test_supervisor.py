"""Processes are kept running, and none of them outlives its supervisor."""

import asyncio
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from cms.operations import supervisor as module
from cms.operations.supervisor import TRIES, GaveUpError, Supervisor, Worker

NOTE_ID = (
    "import os, pathlib, sys; pathlib.Path(sys.argv[1]).write_text(str(os.getpid()));"
)
SLEEP = "import time; time.sleep(60)"
DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
# Ends as soon as its own child runs, and leaves that behind.
BAD_PARENT = """
import pathlib, subprocess, sys, time
subprocess.Popen([sys.executable, "-c", sys.argv[2], sys.argv[1]])
while not pathlib.Path(sys.argv[1]).exists():
    time.sleep(0.01)
sys.exit(4)
"""

Restarts = list[tuple[str, int]]


def python(*words: str) -> tuple[str, ...]:
    return (sys.executable, "-c", *words)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # Somebody else's child that nobody waited for is not running either.
    state = Path(f"/proc/{pid}/stat")
    return not (state.exists() and ") Z " in state.read_text())


async def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.01)


def has_id(file: Path) -> Callable[[], bool]:
    return lambda: file.exists() and file.read_text() != ""


@pytest.fixture
def restarts() -> Restarts:
    return []


def supervisor(folder: Path, restarts: Restarts, *workers: Worker) -> Supervisor:
    return Supervisor(
        workers,
        folder=folder,
        on_restart=lambda worker, status: restarts.append((worker.name, status)),
        pause=0,
    )


def run_until(made: Supervisor, condition: Callable[[], bool]) -> None:
    async def scene() -> None:
        running = asyncio.create_task(made.run())
        await until(lambda: condition() or running.done())
        made.stop()
        await running

    asyncio.run(scene())


def test_all_workers_end_when_told_to_stop(tmp_path: Path, restarts: Restarts) -> None:
    notes = [tmp_path / "one", tmp_path / "two"]
    workers = [Worker(note.name, python(NOTE_ID + SLEEP, str(note))) for note in notes]
    run_until(
        supervisor(tmp_path, restarts, *workers),
        lambda: all(has_id(note)() for note in notes),
    )
    assert not any(is_running(int(note.read_text())) for note in notes)
    assert restarts == []


def test_a_deaf_worker_is_killed(
    tmp_path: Path, restarts: Restarts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "GRACE_SECONDS", 0.1)
    note = tmp_path / "note"
    worker = Worker("deaf", python(DEAF + NOTE_ID + SLEEP, str(note)))
    run_until(supervisor(tmp_path, restarts, worker), has_id(note))
    assert not is_running(int(note.read_text()))


def test_a_worker_that_ends_is_started_again(
    tmp_path: Path, restarts: Restarts
) -> None:
    worker = Worker("short", python("raise SystemExit(3)"))
    run_until(supervisor(tmp_path, restarts, worker), lambda: len(restarts) >= 2)
    assert restarts[:2] == [("short", 3), ("short", 3)]


def test_a_worker_that_ends_again_and_again_closes_the_house(
    tmp_path: Path, restarts: Restarts
) -> None:
    note = tmp_path / "note"
    short = Worker("short", python("raise SystemExit(3)"))
    steady = Worker("steady", python(NOTE_ID + SLEEP, str(note)))
    with pytest.raises(GaveUpError) as caught:
        asyncio.run(supervisor(tmp_path, restarts, short, steady).run())
    assert caught.value.worker is short
    assert caught.value.status == 3
    assert restarts == [("short", 3)] * (TRIES - 1)
    with suppress(FileNotFoundError):  # it may not have come to write its id
        assert not is_running(int(note.read_text()))


def test_pauses_grow(
    tmp_path: Path, restarts: Restarts, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []

    async def note(seconds: float) -> None:
        pauses.append(seconds)

    short = Worker("short", python("raise SystemExit(3)"))
    made = supervisor(tmp_path, restarts, short)
    made._pause = 0.5
    monkeypatch.setattr(module.asyncio, "sleep", note)
    with pytest.raises(GaveUpError):
        asyncio.run(made.run())
    assert pauses == [0.5, 1, 2, 4]


def test_rare_ends_are_forgiven(
    tmp_path: Path, restarts: Restarts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WINDOW_SECONDS", 0)
    short = Worker("short", python("raise SystemExit(3)"))
    run_until(supervisor(tmp_path, restarts, short), lambda: len(restarts) > TRIES)


def test_what_a_dead_worker_leaves_behind_is_ended(
    tmp_path: Path, restarts: Restarts
) -> None:
    """A killed server's own children would keep its port."""
    note = tmp_path / "note"
    worker = Worker("parent", python(BAD_PARENT, str(note), NOTE_ID + SLEEP))
    seen: list[int] = []

    def left_one() -> bool:
        if has_id(note)():
            seen.append(int(note.read_text()))
        return bool(seen and restarts)

    with suppress(GaveUpError):
        run_until(supervisor(tmp_path, restarts, worker), left_one)
    assert restarts
    assert not any(is_running(pid) for pid in seen)


def test_a_command_that_does_not_exist_is_not_hidden(
    tmp_path: Path, restarts: Restarts
) -> None:
    worker = Worker("nothing", (str(tmp_path / "nothing"),))
    with pytest.raises(FileNotFoundError):
        asyncio.run(supervisor(tmp_path, restarts, worker).run())
