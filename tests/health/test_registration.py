"""What registries tell, and what they only say."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cms.health.models import Source
from cms.health.network import Network
from cms.health.registration import check_registration
from cms.health.states import Fault, State
from tests.health.servers import Speak, http, listening, raw, silent, status

TODAY, NAME = date(2026, 11, 22), "cong.thu.com"


def told(**changes: Any) -> bytes:
    expiry = {"eventAction": "expiration", "eventDate": "2026-12-20T17:30:00Z"}
    return json.dumps({"ldhName": "THU.COM", "events": [expiry], **changes}).encode()


def rdap(body: bytes) -> Speak:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/rdap+json\r\n"
    return raw(head + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)


def expiring(moment: object) -> bytes:
    return told(events=[{"eventAction": "expiration", "eventDate": moment}])


def test_the_registry_tells_the_day(network: Network) -> None:
    asked: list[bytes] = []

    def speak(connection: Any, request: bytes) -> None:
        asked.append(request.split(b"\r\n")[0])
        rdap(told())(connection, request)

    with listening(http(speak)) as port:
        base = f"http://rdap.thu.vn:{port}/"
        found = check_registration(network, base, NAME, TODAY)
    assert asked == [b"GET /domain/thu.com HTTP/1.1"]
    assert found.state == State.EXPIRING
    assert found.expires_on == date(2026, 12, 21)  # as days are counted in Hà Nội
    assert found.source == Source.REGISTRY


ANSWERS: dict[str, tuple[Speak, Fault]] = {
    "a page": (rdap(b"<html>not found</html>"), Fault.BAD_ANSWER),
    "no events": (rdap(b'{"ldhName": "thu.com"}'), Fault.BAD_ANSWER),
    "a list": (rdap(b"[]"), Fault.BAD_ANSWER),
    "deep": (rdap(b"[" * 90_000), Fault.BAD_ANSWER),
    "no text": (rdap(b"\xff\xfe\x00"), Fault.BAD_ANSWER),
    "another name": (rdap(told(ldhName="khac.com")), Fault.BAD_ANSWER),
    "a name that is a number": (rdap(told(ldhName=7)), Fault.BAD_ANSWER),
    "events that are no list": (
        rdap(told(events={"expiration": "2026-12-20"})),
        Fault.BAD_ANSWER,
    ),
    "events that are none": (rdap(told(events=["expiration", None])), Fault.BAD_ANSWER),
    "no moment": (rdap(expiring("soon")), Fault.BAD_ANSWER),
    "no such day": (rdap(expiring("2026-13-45T00:00:00Z")), Fault.BAD_ANSWER),
    "a number": (rdap(expiring(20261220)), Fault.BAD_ANSWER),
    "in a thousand years": (rdap(expiring("9999-12-31T00:00:00Z")), Fault.BAD_ANSWER),
    "long ago": (rdap(expiring("1970-01-01T00:00:00Z")), Fault.BAD_ANSWER),
    "not found": (status(404), Fault.NO_DATE),
    "too often": (status(429), Fault.NO_DATE),
    "redirects to itself": (status(302, "Location: /domain/thu.com"), Fault.LOOP),
    "redirects to a file": (
        status(302, "Location: file:///etc/passwd"),
        Fault.BAD_ANSWER,
    ),
    "half a line": (raw(b"HTTP/1.1 200"), Fault.BAD_ANSWER),
}


@pytest.mark.parametrize(("speak", "fault"), ANSWERS.values(), ids=ANSWERS)
def test_what_a_registry_only_says_is_unknown(
    network: Network, speak: Speak, fault: Fault
) -> None:
    with listening(http(speak)) as port:
        base = f"http://rdap.thu.vn:{port}"
        found = check_registration(network, base, NAME, TODAY)
    assert (found.state, found.fault) == (State.UNKNOWN, fault)
    assert found.expires_on is None


def test_a_registry_that_never_answers(network: Network) -> None:
    hasty = replace(network, seconds=0.2)
    with listening(silent) as port:
        base = f"http://rdap.thu.vn:{port}"
        found = check_registration(hasty, base, NAME, TODAY)
    assert (found.state, found.fault) == (State.UNKNOWN, Fault.TIME_OUT)


def test_without_a_registry_nobody_is_asked(network: Network) -> None:
    found = check_registration(network, "", NAME, TODAY)
    assert (found.state, found.fault) == (State.UNKNOWN, Fault.NO_DATE)
