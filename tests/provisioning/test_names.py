"""Asking the name service: every kind of answer, and none at all."""

import socket
import time
from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest
from pytest_django import Settings

from cms.provisioning import names
from cms.provisioning.models import DnsState

HOST = "tanhung.tinh.example"


def answer(*addresses: str) -> Any:
    rows = [(socket.AF_INET, 0, 0, "", (address, 0)) for address in addresses]
    return lambda host, port, **kind: rows


def fail(fault: Exception) -> Any:
    def raising(host: str, port: Any, **kind: Any) -> Any:
        raise fault

    return raising


@pytest.mark.parametrize(
    ("service", "own", "state"),
    [
        (answer("203.0.113.7"), [], DnsState.RESOLVES),
        (answer("203.0.113.8"), ["203.0.113.8"], DnsState.RESOLVES),
        (answer("203.0.113.7", "203.0.113.8"), ["203.0.113.8"], DnsState.ELSEWHERE),
        (answer("203.0.113.7"), ["203.0.113.8"], DnsState.ELSEWHERE),
        (answer(), [], DnsState.ABSENT),
        (fail(socket.gaierror(socket.EAI_NONAME, "none")), [], DnsState.ABSENT),
        (fail(socket.gaierror(socket.EAI_AGAIN, "later")), [], DnsState.UNKNOWN),
        (fail(OSError("no network")), [], DnsState.UNKNOWN),
        (fail(UnicodeError("label too long")), [], DnsState.ABSENT),
    ],
)
def test_each_answer_is_a_state(
    monkeypatch: pytest.MonkeyPatch,
    settings: Settings,
    service: Any,
    own: list[str],
    state: DnsState,
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", service)
    settings.HOUSE_ADDRESSES = own
    assert names.ask(HOST) == state


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    over = Event()

    def wait(host: str, port: Any, **kind: Any) -> Any:
        over.wait(10)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", wait)
    yield over
    over.set()


def test_nobody_waits_for_a_service_that_hangs(hanging: Event) -> None:
    began = time.monotonic()
    asked = [names.ask(HOST, timeout=0.01) for _question in range(20)]
    assert set(asked) == {DnsState.UNKNOWN}
    assert time.monotonic() - began < 1
    hanging.set()


def test_it_is_not_asked_where_it_knows_nothing(settings: Settings) -> None:
    assert names.ask("") == DnsState.UNASKED
    settings.PORTAL_DNS_CHECK = False
    assert names.ask(HOST) == DnsState.SKIPPED
