"""Whether a name leads to this house."""

import time
from dataclasses import replace
from threading import Event

import pytest

from cms.health.names import check_name, registered_name
from cms.health.network import (
    InnerAddressError,
    Network,
    NoNameError,
    NotAnsweredError,
    is_outer,
    resolve,
)
from cms.health.states import Fault, State

HERE, NAME = "203.0.113.7", "cong.thu.gov.vn"
NAMES = {
    NAME: [HERE],
    "nha.thu.gov.vn": [HERE, "2001:db8::7"],
    "bi-chiem.thu.gov.vn": [HERE, "198.51.100.9"],
}


def told(name: str, seconds: float) -> list[str]:
    if name == "ban.thu.gov.vn":
        raise NotAnsweredError(name)
    if name not in NAMES:
        raise NoNameError(name)
    return NAMES[name]


@pytest.mark.parametrize(
    ("name", "house", "state", "fault"),
    [
        (NAME, (), State.FINE, None),
        (NAME, (HERE,), State.FINE, None),
        (NAME, ("nha.thu.gov.vn",), State.FINE, None),
        ("nha.thu.gov.vn", (HERE, "2001:DB8:0::7"), State.FINE, None),
        (NAME, ("198.51.100.1",), State.BROKEN, Fault.ELSEWHERE),
        # One strange address among ours is enough: half of the readers land there.
        ("bi-chiem.thu.gov.vn", (HERE,), State.BROKEN, Fault.ELSEWHERE),
        ("mat.thu.gov.vn", (HERE,), State.BROKEN, Fault.NO_NAME),
        ("ban.thu.gov.vn", (HERE,), State.UNKNOWN, Fault.RESOLVER),
        # The house's own name being away proves nothing about the portal's.
        (NAME, ("mat.thu.gov.vn",), State.UNKNOWN, Fault.RESOLVER),
        ("cong.localhost", (HERE,), State.UNKNOWN, Fault.RESERVED),
    ],
)
def test_where_a_name_leads(
    network: Network,
    name: str,
    house: tuple[str, ...],
    state: State,
    fault: Fault | None,
) -> None:
    found = check_name(replace(network, resolve=told), name, house)
    assert (found.state, found.fault) == (state, fault)


def test_a_resolver_that_sleeps_is_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    over = Event()

    def sleeps(*_asked: object, **_how: object) -> list[object]:
        over.wait(10)
        return []

    monkeypatch.setattr("socket.getaddrinfo", sleeps)
    begins = time.monotonic()
    with pytest.raises(NotAnsweredError):
        resolve(NAME, 0.1)
    assert time.monotonic() - begins < 1
    over.set()


def test_this_machine_resolves_itself_and_no_invalid_name() -> None:
    assert "127.0.0.1" in resolve("127.0.0.1", 5)
    with pytest.raises((NoNameError, NotAnsweredError)):
        resolve("a" * 70 + ".invalid", 5)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.5.4", "169.254.169.254"),
        *("0.0.0.0", "100.64.0.1", "::1", "fe80::1%eth0", "fc00::1", "224.0.0.1"),  # noqa: S104
        *("::ffff:10.0.0.1", "::ffff:127.0.0.1", "2002:a00:1::"),
    ],
)
def test_inner_addresses_are_told(network: Network, address: str) -> None:
    assert not is_outer(address)
    walled = replace(
        network, allow_inner=False, resolve=lambda *_: ["8.8.8.8", address]
    )
    with pytest.raises(InnerAddressError):
        walled.addresses(NAME)


def test_outer_addresses_may_be_asked(network: Network) -> None:
    found = ["8.8.8.8", "2606:4700::1111"]
    walled = replace(network, allow_inner=False, resolve=lambda *_: found)
    assert walled.addresses(NAME) == found


@pytest.mark.parametrize(
    ("host", "registered"),
    [
        ("so-vhtt.hanoi.gov.vn", "hanoi.gov.vn"),
        ("hanoi.gov.vn", "hanoi.gov.vn"),
        ("www.phunudanang.gov.vn", "phunudanang.gov.vn"),
        ("bao.example.vn", "example.vn"),
        ("www.BBC.co.uk.", "bbc.co.uk"),
        ("vnexpress.net", "vnexpress.net"),
        ("localhost", "localhost"),
    ],
)
def test_the_name_that_is_registered(host: str, registered: str) -> None:
    assert registered_name(host) == registered
