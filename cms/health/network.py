"""Names, addresses and connections: every step with an end in time."""

import io
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import ip_address
from queue import Empty, SimpleQueue
from time import monotonic

# Names that stand for nothing on any network (RFC 2606, RFC 6761).
RESERVED = (".localhost", ".test", ".example", ".invalid")
GONE = {
    getattr(socket, name)
    for name in ("EAI_NONAME", "EAI_NODATA")
    if hasattr(socket, name)
}


class NoNameError(Exception):
    """The name server says that there is no such name."""


class NotAnsweredError(Exception):
    """Nobody could say whether there is such a name."""


class InnerAddressError(Exception):
    """The name stands for an address of an inner network: the house asks none."""


Resolve = Callable[[str, float], list[str]]


def resolve(name: str, seconds: float) -> list[str]:
    """Return the addresses of a name, IPv4 first.

    ``getaddrinfo`` waits as long as the system likes, so it is left alone after a time:
    its thread ends by itself and keeps nobody. Raises ``NoNameError`` or
    ``NotAnsweredError``.
    """
    answers: SimpleQueue[list[str] | Exception] = SimpleQueue()
    asking = threading.Thread(target=_ask, args=(name, answers), daemon=True)
    asking.start()
    try:
        answer = answers.get(timeout=seconds)
    except Empty:
        raise NotAnsweredError(name) from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def _ask(name: str, answers: "SimpleQueue[list[str] | Exception]") -> None:
    try:
        found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    except socket.gaierror as fault:
        gone = fault.errno in GONE
        answers.put(NoNameError(name) if gone else NotAnsweredError(name))
    except UnicodeError:  # no name is written so
        answers.put(NoNameError(name))
    except OSError:
        answers.put(NotAnsweredError(name))
    else:
        addresses = {str(entry[4][0]) for entry in found}
        answers.put(sorted(addresses, key=lambda address: (":" in address, address)))


def is_reserved(name: str) -> bool:
    return name == "localhost" or name.endswith(RESERVED)


@dataclass(frozen=True)
class Network:
    """How the house asks others; tests bring a resolver, a port and an authority.

    ``seconds`` ends every single question, whatever the other side sends and how
    slowly.
    """

    seconds: float = 10.0
    pause: float = 1.0  # between two questions to one host
    allow_inner: bool = False
    agent: str = "Dinh-health"
    resolve: Resolve = resolve
    port: int = 443  # of certificates
    trusted: str | None = None  # a file of authorities instead of the system's
    unreserved: tuple[str, ...] = field(default=())

    def addresses(self, name: str, seconds: float | None = None) -> list[str]:
        """Return the addresses that may be asked.

        One inner address is enough to refuse: a name that stands for both is the
        usual way to lead a server to its own neighbours. Raises
        ``InnerAddressError`` besides what resolving raises.
        """
        found = self.resolve(name, seconds or self.seconds)
        if not found:
            raise NoNameError(name)
        if not self.allow_inner and not all(map(is_outer, found)):
            raise InnerAddressError(name)
        return found

    def security(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.trusted)


def is_outer(address: str) -> bool:
    """Tell a public address; one that hides an inner IPv4 address is none."""
    parsed = ip_address(address.partition("%")[0])
    hidden = getattr(parsed, "ipv4_mapped", None) or getattr(parsed, "sixtofour", None)
    if hidden is not None and not hidden.is_global:
        return False
    return parsed.is_global and not parsed.is_multicast


def connect(addresses: list[str], port: int, ends: float) -> socket.socket:
    """Return a connection to the first address that takes one before ``ends``.

    The time is shared out among the addresses that are left. Raises ``OSError``.
    """
    fault: OSError = TimeoutError("no address")
    for place, address in enumerate(addresses):
        left = remaining(ends) / (len(addresses) - place)
        try:
            return socket.create_connection((address, port), timeout=left)
        except OSError as refusal:
            fault = refusal
    raise fault


def remaining(ends: float) -> float:
    """Return the seconds that are left. Raises ``TimeoutError``."""
    left = ends - monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class EndingReader(io.RawIOBase):
    """Reads from a socket until a moment, however small the pieces come."""

    def __init__(self, sock: socket.socket, ends: float) -> None:
        super().__init__()
        self._sock, self._ends = sock, ends

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        self._sock.settimeout(remaining(self._ends))
        return self._sock.recv_into(buffer)


class EndingSocket:
    """As much of a socket as ``http.client`` uses, with one end for all of it."""

    def __init__(self, sock: socket.socket, ends: float) -> None:
        self._sock, self._ends = sock, ends

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(remaining(self._ends))
        self._sock.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(EndingReader(self._sock, self._ends))

    def close(self) -> None:
        """Do nothing: ``http.client`` closes here while its answer is still read."""

    def hang_up(self) -> None:
        self._sock.close()
