"""One session of pytest in which every mutant is tried in a fork."""

import gc
import json
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TextIO

import pytest
from _pytest.runner import runtestprotocol
from django.db import connections

from tests.mutants.equivalent import EQUIVALENT
from tests.mutants.faults import CALLED, Fault, function_of, let_note_calls

SECONDS = 15  # to wait for one test, beyond five times what it takes without a fault


def say(line: str, *, to: TextIO | None = None) -> None:
    stream = to or sys.stdout
    stream.write(f"{line}\n")
    stream.flush()


class Sweep:
    """A plugin: collects, finds out which test runs through what, tries all mutants."""

    def __init__(self, choose: Callable[[], Sequence[Fault]]) -> None:
        self.choose = choose  # once Django knows its models
        self.faults: Sequence[Fault] = ()
        self.alive: list[Fault] = []
        self.items: dict[str, pytest.Item] = {}
        self.seconds: dict[str, float] = {}
        self.through: dict[str, set[str]] = {}
        self.noticed: Counter[tuple[str, str]] = Counter()

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out what commits: a fork that is killed would leave its traces."""
        items[:] = [item for item in items if not _commits(item)]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.faults = self.choose()
        self.items = {item.nodeid: item for item in session.items}
        _run(session, session.items[0])  # what a session sets up is set up once
        gc.freeze()
        self._measure(session)
        self._control(session)
        began = time.monotonic()
        tried = [fault for fault in self.faults if fault.name not in EQUIVALENT]
        for number, fault in enumerate(tried, 1):
            if not self._is_noticed(session, fault):
                self.alive.append(fault)
                say(f"alive {fault.name} {fault.what}")
            if number % 50 == 0:
                say(f"[{time.monotonic() - began:5.0f} s] {number} tried")
        return True

    def _measure(self, session: pytest.Session) -> None:
        """Run all tests without a fault, in a fork as well, and see what they run."""

        def measure(write: Callable[[str], None]) -> None:
            for module in sorted({fault.module for fault in self.faults}):
                let_note_calls(module)
            for name, item in self.items.items():
                CALLED.clear()
                began = time.monotonic()
                passed = _run(session, item)
                seconds = time.monotonic() - began
                write(json.dumps([name, seconds, passed, sorted(CALLED)]))

        for line in _in_a_fork(measure).splitlines():
            name, seconds, passed, functions = json.loads(line)
            if passed:
                self.seconds[name], self.through[name] = seconds, set(functions)
            else:
                say(f"left out, it fails without any fault: {name}")
        say(f"{len(self.seconds)} tests, {len(self.faults)} mutants")

    def _control(self, session: pytest.Session) -> None:
        """Make sure that what is noticed is the fault, not the way it is put in."""
        tested = [fault for fault in self.faults if self._tests_of(fault)]
        fault = min(tested, key=lambda fault: len(self._tests_of(fault)))
        code = function_of(fault.module, fault.function).__code__
        if self._is_noticed(session, replace(fault, code=code, defaults={})):
            raise RuntimeError(f"{fault.whose} is noticed without a fault, too")

    def _tests_of(self, fault: Fault) -> list[str]:
        """Return what to try, in order: what noticed the like, its own, the quick ones."""
        own = f"/test_{fault.module.rpartition('.')[2]}"
        names = [name for name, run in self.through.items() if fault.whose in run]
        again: Counter[str] = Counter()
        ranks: dict[str, tuple[int, bool, int, float]] = {}
        for name in names:
            test = name.partition("[")[0]
            known = self.noticed[fault.whose, name]
            ranks[name] = (-known, own not in name, again[test], self.seconds[name])
            again[test] += 1
        return sorted(names, key=lambda name: ranks[name])

    def _is_noticed(self, session: pytest.Session, fault: Fault) -> bool:
        names = self._tests_of(fault)

        def attempt(write: Callable[[str], None]) -> None:
            fault.put_in()
            for name in names:
                signal.alarm(round(SECONDS + 5 * self.seconds[name]))
                write(name)
                if not _run(session, self.items[name]):
                    return
            write("passed")

        said = _in_a_fork(attempt).splitlines()
        if not said:
            raise RuntimeError(f"{fault.name} can't be tried")
        last = said[-1]
        if last == "passed":
            return False
        self.noticed[fault.whose, last] += 1
        return True


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    fixtures: Sequence[str] = getattr(item, "fixturenames", ())
    return bool(
        (marker and marker.kwargs.get("transaction"))
        or {"transactional_db", "live_server"} & set(fixtures)
    )


def _run(session: pytest.Session, item: pytest.Item) -> bool:
    """Run one test and take down all of it but the session; tell whether it passed."""
    reports = runtestprotocol(item, log=False, nextitem=session)  # type: ignore[arg-type]
    return not any(report.failed for report in reports)


def _in_a_fork(deed: Callable[[Callable[[str], None]], None]) -> str:
    """Return what a deed writes, in a process with connections of its own."""
    connections.close_all()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        written = os.fdopen(writing, "w")
        try:
            deed(lambda line: say(line, to=written))
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as lines:
        said = lines.read()
    os.waitpid(child, 0)
    return said
