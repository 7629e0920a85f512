"""Whether a hostname exists and leads to this house."""

from collections.abc import Iterable
from functools import cache
from ipaddress import ip_address
from pathlib import Path

from cms.health.findings import Finding, found_in, unknown
from cms.health.network import (
    Network,
    NoNameError,
    NotAnsweredError,
    is_reserved,
)
from cms.health.states import Fault, State

SUFFIXES = Path(__file__).parent / "data" / "suffixes.txt"


FAILURES = (
    (NoNameError, Finding(State.BROKEN, Fault.NO_NAME)),
    (NotAnsweredError, unknown(Fault.RESOLVER)),
)


def check_name(network: Network, name: str, house: Iterable[str] = ()) -> Finding:
    """Tell whether a hostname leads to the house's addresses, and to no other.

    Where the house says none, it is enough that the name exists.
    """
    if is_reserved(name) and name not in network.unreserved:
        return unknown(Fault.RESERVED)
    try:
        found = network.resolve(name, network.seconds)
        ours = _addresses(network, house)
    except (NoNameError, NotAnsweredError) as fault:
        return found_in(FAILURES, fault)
    if not found:
        return found_in(FAILURES, NoNameError(name))
    told = ", ".join(found)
    if ours and not ours.issuperset(map(_canonical, found)):
        return Finding(State.BROKEN, Fault.ELSEWHERE, told)
    return Finding(State.FINE, None, told)


def _addresses(network: Network, house: Iterable[str]) -> set[str]:
    """Return the house's addresses; what is given as a name is resolved now.

    A name of the house's own that does not resolve proves nothing about portals.
    """
    found: set[str] = set()
    for word in house:
        try:
            found.add(_canonical(word))
        except ValueError:
            try:
                found.update(map(_canonical, network.resolve(word, network.seconds)))
            except NoNameError:
                raise NotAnsweredError(word) from None
    return found


def _canonical(address: str) -> str:
    return str(ip_address(address.partition("%")[0]))


@cache
def _suffixes() -> frozenset[str]:
    lines = SUFFIXES.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def registered_name(host: str) -> str:
    """Return the part of a hostname that somebody registers: ``hanoi.gov.vn``."""
    labels = host.lower().rstrip(".").split(".")
    size = 3 if ".".join(labels[-2:]) in _suffixes() else 2
    return ".".join(labels[-size:])
