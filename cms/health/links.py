"""How it stands with one address outside the house."""

import ssl
from http import HTTPStatus
from http.client import HTTPException, RemoteDisconnected

from cms.health import judging
from cms.health.fetching import (
    Answer,
    BadAddressError,
    EndlessError,
    follow,
    host_of,
    parsed,
)
from cms.health.findings import Finding, found_in, unknown
from cms.health.names import registered_name
from cms.health.network import (
    InnerAddressError,
    Network,
    NoNameError,
    NotAnsweredError,
)
from cms.health.states import Fault, State

PAGE = {"text/html", "application/xhtml+xml"}
GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
LONGEST_LIST = 10  # signs that are told


# What is bad is bad *today*: whether a link is dead is decided by how long it lasts.
FAILURES = (
    (NoNameError, Finding(State.SUSPECT, Fault.NO_NAME)),
    (NotAnsweredError, unknown(Fault.RESOLVER)),
    (InnerAddressError, unknown(Fault.INNER)),
    (EndlessError, Finding(State.SUSPECT, Fault.LOOP)),
    (BadAddressError, unknown(Fault.BAD_ANSWER)),
    (RemoteDisconnected, unknown(Fault.BROKEN_OFF)),
    (HTTPException, unknown(Fault.BAD_ANSWER)),
    (TimeoutError, unknown(Fault.TIME_OUT)),
    (ConnectionRefusedError, Finding(State.SUSPECT, Fault.REFUSED)),
    (ConnectionError, unknown(Fault.BROKEN_OFF)),
    (ssl.SSLError, unknown(Fault.UNTRUSTED)),
    (OSError, unknown(Fault.UNREACHABLE)),
)
CAUGHT = tuple(kind for kind, _finding in FAILURES)


def check_link(network: Network, address: str) -> Finding:
    """Ask an address as a reader's browser would, without loading what it shows.

    First for the head only; a page, and whatever is refused, is asked for in full and
    read as far as ``LARGEST``.
    """
    try:
        answer = _asked(network, address)
        return _by_status(answer) or _by_page(address, answer)
    except CAUGHT as fault:
        return found_in(FAILURES, fault)


def _asked(network: Network, address: str) -> Answer:
    try:
        head = follow(network, address, method="HEAD")
    except (ConnectionError, HTTPException):  # some servers know no other method
        return follow(network, address)
    if head.status == HTTPStatus.OK and head.media_type not in PAGE:
        return head
    return follow(network, address)


def _by_status(answer: Answer) -> Finding | None:
    status = f"HTTP {answer.status}"
    if answer.status in GONE:
        return Finding(State.SUSPECT, Fault.GONE, status)
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Finding(State.SUSPECT, Fault.SERVER_ERROR, status)
    if not HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES:
        return unknown(Fault.TURNED_AWAY, status)
    return None


def _by_page(address: str, answer: Answer) -> Finding:
    asked, landed = host_of(parsed(address)), host_of(parsed(answer.address))
    found = _read(answer, landed)
    if found is not None:
        return found
    if registered_name(asked) == registered_name(landed) or judging.only_leads(asked):
        return Finding(State.FINE, None, f"HTTP {answer.status}")
    return Finding(State.MOVED, Fault.OTHER_SITE, landed, lands_at=answer.address)


def _read(answer: Answer, landed: str) -> Finding | None:
    """Return what is wrong with what the page shows, if anything is."""
    lands_at = answer.address
    if judging.sells_names(landed):
        return Finding(State.PARKED, Fault.FOR_SALE, landed, lands_at=lands_at)
    if answer.media_type not in PAGE:
        return None
    seen = judging.read(answer.text)
    verdict = judging.judge(seen)
    if verdict.gambles:
        told = ", ".join(verdict.signs[:LONGEST_LIST])
        return Finding(State.GAMBLING, Fault.BETTING, told, lands_at=lands_at)
    if judging.is_parked(seen):
        return Finding(State.PARKED, Fault.FOR_SALE, lands_at=lands_at)
    return None
