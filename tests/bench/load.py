"""Asking for pages: one after the other, or as fast as a server answers."""

import re
import shutil
import subprocess
import threading
import time
from collections.abc import Iterable, Sequence
from http.client import HTTPConnection, HTTPResponse
from typing import NamedTuple

from tests.bench.plan import CONNECTIONS

TIMEOUT = 30
RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
REFUSED = re.compile(r"Non-2xx or 3xx responses: (\d+)")


class Target(NamedTuple):
    """One page: which host, which path, and whose session if it wants one."""

    host: str
    path: str
    cookie: str = ""

    @property
    def headers(self) -> dict[str, str]:
        return {"Host": self.host, **({"Cookie": self.cookie} if self.cookie else {})}


class WrongAnswerError(Exception):
    """A page answered with something other than 200."""


class Visitor:
    """One connection that is kept open."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)

    def read(self, target: Target) -> bytes:
        self._connection.request("GET", target.path, headers=target.headers)
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise WrongAnswerError(f"{target.host}{target.path}: {answer.status}")
        return body

    def ask(self, target: Target, **headers: str) -> HTTPResponse:
        """Return an answer of any kind, read to its end."""
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        self._connection.request(
            "GET", target.path, headers={"Host": target.host, **names}
        )
        answer = self._connection.getresponse()
        answer.read()
        return answer

    def read_all(self, targets: Iterable[Target]) -> float:
        """Read pages one after the other; return pages per second."""
        number, start = 0, time.perf_counter()
        for target in targets:
            self.read(target)
            number += 1
        return number / (time.perf_counter() - start)

    def close(self) -> None:
        self._connection.close()


def has_wrk() -> bool:
    return shutil.which("wrk") is not None


def pages_per_second(port: int, target: Target, seconds: int, etag: str = "") -> float:
    """Return how many answers a server gives to a few connections at a time.

    With an ``etag`` they come from readers who have the page and get a 304.
    """
    measure = _with_wrk if has_wrk() else _with_threads
    return measure(port, target, seconds, etag)


def _with_wrk(port: int, target: Target, seconds: int, etag: str) -> float:
    known = ("--header", f"If-None-Match: {etag}") if etag else ()
    command: Sequence[str] = (
        *("wrk", "--threads", "1", "--connections", str(CONNECTIONS)),
        *("--duration", f"{seconds}s", "--timeout", f"{TIMEOUT}s"),
        *known,
        *("--header", f"Host: {target.host}", f"http://127.0.0.1:{port}{target.path}"),
    )
    said = subprocess.run(  # noqa: S603 - a constant command
        command, check=True, capture_output=True, text=True
    ).stdout
    rate, refused = RATE.search(said), REFUSED.search(said)
    if rate is None or refused is not None:
        raise WrongAnswerError(f"{target.host}{target.path}: {said}")
    return float(rate.group(1))


def _with_threads(port: int, target: Target, seconds: int, etag: str) -> float:
    """Do without wrk: good enough for pages, a brake for nginx."""
    counts: list[int] = []
    end = time.perf_counter() + seconds

    def visit() -> None:
        visitor, number = Visitor(port), 0
        while time.perf_counter() < end:
            if etag:
                visitor.ask(target, If_None_Match=etag)
            else:
                visitor.read(target)
            number += 1
        visitor.close()
        counts.append(number)

    threads = [threading.Thread(target=visit) for _place in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(counts) < CONNECTIONS:
        raise WrongAnswerError(f"{target.host}{target.path}")
    return sum(counts) / seconds
