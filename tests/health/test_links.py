"""What an address outside the house can answer, and what each ends as."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from cms.health.fetching import LARGEST, follow
from cms.health.links import check_link
from cms.health.network import InnerAddressError, Network
from cms.health.states import Fault, State
from tests.health.servers import (
    PAGE,
    Speak,
    dripping,
    http,
    listening,
    page,
    raw,
    silent,
    status,
)

NEWS = "<title>Lễ hội Gióng</title><p>Sáng nay, lễ hội khai mạc tại Phù Đổng.</p>"
BETS = """<title>KUBET – Nhà cái uy tín số 1, đăng ký nhận 188K</title>
<meta name="description" content="Link vào KUBET không bị chặn, cá cược bóng đá">
<p>Nạp tiền nhanh, rút tiền trong 5 phút. Casino trực tuyến, nổ hũ, bắn cá đổi thưởng.
Tải app nhận khuyến mãi, hoàn trả 1,5%.</p>"""
SALE = "<title>bao-tang.vn</title><p>This domain is for sale. Buy this domain now!</p>"


@contextmanager
def site(serve: Callable[[socket.socket], None], name: str) -> Iterator[str]:
    with listening(serve) as port:
        yield f"http://{name}:{port}/trang"


ANSWERS: dict[str, tuple[Speak, State, Fault | None]] = {
    "news": (page(NEWS), State.FINE, None),
    "bets": (page(BETS), State.GAMBLING, Fault.BETTING),
    "for sale": (page(SALE), State.PARKED, Fault.FOR_SALE),
    "204": (status(204), State.FINE, None),
    "404": (status(404), State.SUSPECT, Fault.GONE),
    "410": (status(410), State.SUSPECT, Fault.GONE),
    "500": (status(500), State.SUSPECT, Fault.SERVER_ERROR),
    "503": (status(503, "Retry-After: 60"), State.SUSPECT, Fault.SERVER_ERROR),
    "401": (status(401), State.UNKNOWN, Fault.TURNED_AWAY),
    "403": (status(403), State.UNKNOWN, Fault.TURNED_AWAY),
    "429": (status(429), State.UNKNOWN, Fault.TURNED_AWAY),
    "999": (status(999), State.SUSPECT, Fault.SERVER_ERROR),
    "302 to nowhere": (status(302), State.UNKNOWN, Fault.TURNED_AWAY),
    "endless redirects": (status(302, "Location: /lai"), State.SUSPECT, Fault.LOOP),
    "to ftp": (status(301, "Location: ftp://a.vn/x"), State.UNKNOWN, Fault.BAD_ANSWER),
    "to no address": (status(301, "Location: http://[::1/"), State.UNKNOWN, Fault.BAD_ANSWER),
    "to a name that is gone": (status(301, "Location: http://gone.vn/"), State.SUSPECT, Fault.NO_NAME),
    "no HTTP": (raw(b"SSH-2.0-OpenSSH_9.2\r\n"), State.UNKNOWN, Fault.BAD_ANSWER),
    "hung up": (raw(b""), State.UNKNOWN, Fault.BROKEN_OFF),
    "a huge header": (raw(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 80_000), State.UNKNOWN, Fault.BAD_ANSWER),
    "too many headers": (raw(b"HTTP/1.1 200 OK\r\n" + b"X: 1\r\n" * 200), State.UNKNOWN, Fault.BAD_ANSWER),
    # Promises more than it sends: what came is what is judged.
    "less than promised": (raw(PAGE + b"Content-Length: 9000\r\n\r\n" + BETS.encode()), State.GAMBLING, Fault.BETTING),
    "a length that is none": (raw(PAGE + b"Content-Length: x\r\n\r\n" + NEWS.encode()), State.FINE, None),
    "bad chunks": (raw(PAGE + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"), State.UNKNOWN, Fault.BAD_ANSWER),
}  # fmt: skip


@pytest.mark.parametrize(("speak", "state", "fault"), ANSWERS.values(), ids=ANSWERS)
def test_what_an_answer_ends_as(
    network: Network, speak: Speak, state: State, fault: Fault | None
) -> None:
    with site(http(speak), "bao.thu.vn") as address:
        found = check_link(network, address)
    assert (found.state, found.fault) == (state, fault)


@pytest.mark.parametrize("serve", [silent, dripping], ids=["silent", "dripping"])
def test_whoever_is_slow_is_left_alone_in_time(
    network: Network, serve: Callable[[socket.socket], None]
) -> None:
    begins = time.monotonic()
    with site(serve, "cham.thu.vn") as address:
        found = check_link(replace(network, seconds=0.3), address)
    assert (found.state, found.fault) == (State.UNKNOWN, Fault.TIME_OUT)
    assert time.monotonic() - begins < 5


def test_a_refused_connection_is_watched(network: Network) -> None:
    with site(silent, "dong.thu.vn") as address:
        pass
    found = check_link(network, address)
    assert (found.state, found.fault) == (State.SUSPECT, Fault.REFUSED)


def test_of_an_endless_page_only_the_beginning_is_read(network: Network) -> None:
    sent = 0

    def endless(connection: socket.socket, request: bytes) -> None:
        nonlocal sent
        connection.sendall(PAGE + b"\r\n")
        while True:
            connection.sendall(b"<p>chu</p>" * 1000)
            sent += 10_000

    with site(http(endless), "dai.thu.vn") as address:
        answer = follow(network, address)
    assert len(answer.body) == LARGEST
    assert sent < 20_000_000


def test_a_file_is_asked_for_its_head_only(network: Network) -> None:
    asked: list[bytes] = []

    def report(connection: socket.socket, request: bytes) -> None:
        asked.append(request.split()[0])
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n"
        connection.sendall(head + b"Content-Length: 900000000\r\n\r\n")

    with site(http(report), "tai.thu.vn") as address:
        found = check_link(network, address)
    assert found.state == State.FINE
    assert asked == [b"HEAD"]


def test_where_head_is_unknown_the_page_is_asked_for(network: Network) -> None:
    def old(connection: socket.socket, request: bytes) -> None:
        if request.startswith(b"HEAD"):
            connection.sendall(b"HTTP/1.1 405 No\r\nContent-Length: 0\r\n\r\n")
        else:
            page(NEWS)(connection, request)

    with site(http(old), "cu.thu.vn") as address:
        assert check_link(network, address).state == State.FINE


@pytest.mark.parametrize(
    ("start", "state"),
    [
        ("www.bao.thu.vn", State.FINE),  # another name of the same owner
        ("tap-chi.vn", State.MOVED),
        ("bit.ly", State.FINE),  # it is there to lead elsewhere
    ],
)
def test_who_leads_to_another_site(network: Network, start: str, state: State) -> None:
    with site(http(page(NEWS)), "bao.thu.vn") as target:
        leading = http(status(302, f"Location: {target}"))
        with site(leading, start) as address:
            found = check_link(network, address)
    assert found.state == state
    assert found.lands_at == (target if state == State.MOVED else "")


def test_a_site_that_sells_names_is_known_by_its_host(network: Network) -> None:
    with site(http(page("<p>ok</p>")), "www.hugedomains.com") as target:
        leading = http(status(302, f"Location: {target}"))
        with site(leading, "bao-tang-cu.vn") as address:
            found = check_link(network, address)
    assert (found.state, found.lands_at) == (State.PARKED, target)


def test_no_link_leads_the_house_into_its_own_network(network: Network) -> None:
    asked: list[bytes] = []

    def inner(connection: socket.socket, request: bytes) -> None:
        asked.append(request)
        status(200)(connection, request)

    with site(http(inner), "noi-bo.thu.vn") as address:
        found = check_link(replace(network, allow_inner=False), address)
    assert (found.state, found.fault) == (State.UNKNOWN, Fault.INNER)
    assert asked == []


def test_each_redirect_is_looked_at_anew(network: Network) -> None:
    """The first step is outside, the second one is the neighbour."""
    asked: list[str] = []

    def told(name: str, seconds: float) -> list[str]:
        asked.append(name)
        return ["10.0.0.5"] if name == "noi-bo.vn" else ["127.0.0.1"]

    class Walled(Network):
        def addresses(self, name: str, seconds: float | None = None) -> list[str]:
            if (found := self.resolve(name, 1)) == ["10.0.0.5"]:
                raise InnerAddressError(name)
            return found

    walled = Walled(seconds=1.0, pause=0.0, resolve=told)
    leading = http(status(302, "Location: http://noi-bo.vn/meta-data"))
    with site(leading, "ngoai.vn") as address:
        found = check_link(walled, address)
    assert (found.state, found.fault) == (State.UNKNOWN, Fault.INNER)
    assert asked == ["ngoai.vn", "noi-bo.vn"]


@pytest.mark.parametrize(
    "address",
    ["http://", "https://:80/", "http://a:99999/", "ftp://a.vn/", "http://[::1", "x"],
)
def test_what_is_no_address_is_asked_nowhere(network: Network, address: str) -> None:
    found = check_link(network, address)
    assert (found.state, found.fault) == (State.UNKNOWN, Fault.BAD_ANSWER)
