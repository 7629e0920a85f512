"""One question over HTTP to an address that was resolved, looked at and held fast."""

import http.client
from dataclasses import dataclass
from time import monotonic
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

from cms.health.network import EndingSocket, Network, connect, remaining

LARGEST = 96 * 1024  # as much of a page as is read
REDIRECTS = 5
LEADING = {301, 302, 303, 307, 308}
PORTS = {"http": 80, "https": 443}
SENT = {"Accept": "*/*", "Accept-Encoding": "identity", "Accept-Language": "vi, en"}


class BadAddressError(Exception):
    """Nothing that can be asked over HTTP."""


class EndlessError(Exception):
    """More redirects than anybody follows."""


@dataclass(frozen=True)
class Answer:
    address: str
    status: int
    media_type: str
    charset: str
    leads_to: str
    body: bytes = b""

    @property
    def text(self) -> str:
        try:
            return self.body.decode(self.charset or "utf-8", errors="replace")
        except LookupError:
            return self.body.decode("utf-8", errors="replace")


class _Connection(http.client.HTTPConnection):
    """Talks to addresses that were looked at, and asks no name server again."""

    def __init__(self, network: Network, place: SplitResult, ends: float) -> None:
        port = port_of(place)
        super().__init__(host_of(place), port)
        self._network, self._place, self._ends = network, place, ends
        self._held: EndingSocket | None = None

    def connect(self) -> None:
        addresses = self._network.addresses(host_of(self._place), remaining(self._ends))
        sock = connect(addresses, self.port, self._ends)
        if self._place.scheme == "https":
            sock.settimeout(remaining(self._ends))
            try:
                secure = self._network.security()
                sock = secure.wrap_socket(sock, server_hostname=self.host)
            except BaseException:
                sock.close()
                raise
        self._held = EndingSocket(sock, self._ends)
        self.sock: Any = self._held

    def hang_up(self) -> None:
        self.close()
        if self._held is not None:
            self._held.hang_up()


def host_of(place: SplitResult) -> str:
    """Return the host as DNS knows it. Raises ``BadAddressError``."""
    host = (place.hostname or "").rstrip(".")
    if not host.isascii():
        try:
            host = host.encode("idna").decode()
        except UnicodeError:
            raise BadAddressError(place.geturl()) from None
    return host


def port_of(place: SplitResult) -> int:
    try:
        return place.port or PORTS[place.scheme]
    except (KeyError, ValueError):
        raise BadAddressError(place.geturl()) from None


def parsed(address: str) -> SplitResult:
    """Return the parts of an address. Raises ``BadAddressError``."""
    try:
        place = urlsplit(address)
    except ValueError:
        raise BadAddressError(address) from None
    if place.scheme not in PORTS or not host_of(place):
        raise BadAddressError(address)
    port_of(place)
    return place


def ask(
    network: Network,
    address: str,
    *,
    method: str = "GET",
    accept: str = "*/*",
    ends: float | None = None,
) -> Answer:
    """Ask one address once, following nothing, and read ``LARGEST`` bytes at most.

    Raises ``BadAddressError``, ``http.client.HTTPException``, ``OSError`` and what
    ``Network.addresses`` raises.
    """
    place = parsed(address)
    moment = ends or monotonic() + network.seconds
    connection = _Connection(network, place, moment)
    path = (place.path or "/") + (f"?{place.query}" if place.query else "")
    headers = {**SENT, "User-Agent": network.agent, "Accept": accept}
    try:
        connection.request(method, path, headers=headers)
        return _answer(connection.getresponse(), address)
    except (UnicodeError, ValueError) as fault:
        raise BadAddressError(address) from fault
    finally:
        connection.hang_up()


def _answer(response: http.client.HTTPResponse, address: str) -> Answer:
    plain = response.headers.get("Content-Encoding", "identity") == "identity"
    target = response.headers.get("Location", "")
    is_leading = response.status in LEADING and bool(target)
    return Answer(
        address,
        response.status,
        response.headers.get_content_type(),
        response.headers.get_content_charset() or "",
        urljoin(address, target) if is_leading else "",
        response.read(LARGEST) if plain and not is_leading else b"",
    )


def follow(
    network: Network, address: str, *, method: str = "GET", accept: str = "*/*"
) -> Answer:
    """Ask an address and where it leads, each step looked at anew.

    One end in time holds for all steps together. Raises ``EndlessError`` besides what
    ``ask`` raises.
    """
    ends = monotonic() + network.seconds
    here = address
    for _ in range(REDIRECTS + 1):
        answer = ask(network, here, method=method, accept=accept, ends=ends)
        if not answer.leads_to:
            return answer
        here = answer.leads_to
    raise EndlessError(address)
