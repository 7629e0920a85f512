"""What each state of a certificate, and each way to show none, ends as."""

import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from cms.health.certificates import check_certificate
from cms.health.models import Source
from cms.health.network import Network, NoNameError, NotAnsweredError
from cms.health.states import Fault, State
from tests.health.servers import Authority, authority, listening, secure, silent

NAME = "cong.thu.gov.vn"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def trusting(network: Network, office: Authority) -> Network:
    return replace(network, trusted=office.trusted)


def end_in(days: int) -> datetime:
    """Return the last second of the day in so many days."""
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (61, State.FINE),
        (60, State.EXPIRING),
        (30, State.EXPIRING),
        (7, State.EXPIRING),
        (0, State.EXPIRING),
    ],
)
def test_the_days_that_are_left(
    trusting: Network, office: Authority, days: int, state: State
) -> None:
    with listening(secure(office.issue(NAME, ends=end_in(days)))) as port:
        found = check_certificate(
            replace(trusting, port=port), NAME, timezone.localdate()
        )
    assert found.state == state
    assert found.expires_on == timezone.localdate() + timedelta(days=days)
    assert found.source == Source.CERTIFICATE
    assert "Co quan chung thuc thu" in found.detail


def test_one_that_is_over_says_since_when(trusting: Network, office: Authority) -> None:
    with listening(secure(office.issue(NAME, ends=end_in(-3)))) as port:
        found = check_certificate(
            replace(trusting, port=port), NAME, timezone.localdate()
        )
    assert (found.state, found.fault) == (State.EXPIRED, Fault.ENDS)
    assert found.expires_on == timezone.localdate() - timedelta(days=3)


@pytest.mark.parametrize(
    ("name", "own", "is_known", "fault"),
    [
        ("khac.thu.gov.vn", False, True, Fault.WRONG_NAME),
        (NAME, True, True, Fault.SELF_SIGNED),
        (NAME, False, False, Fault.UNTRUSTED),
    ],
)
def test_one_that_nobody_believes(  # noqa: PLR0917
    network: Network,
    office: Authority,
    name: str,
    own: bool,  # noqa: FBT001
    is_known: bool,  # noqa: FBT001
    fault: Fault,
) -> None:
    asking = replace(network, trusted=office.trusted if is_known else None)
    with listening(secure(office.issue(name, ends=end_in(200), own=own))) as port:
        found = check_certificate(
            replace(asking, port=port), NAME, timezone.localdate()
        )
    assert (found.state, found.fault) == (State.BROKEN, fault)
    assert found.expires_on == timezone.localdate() + timedelta(days=200)


def hanging_up(connection: socket.socket) -> None:
    connection.recv(100)  # the greeting, and not all of it


def babbling(connection: socket.socket) -> None:
    connection.sendall(b"220 mail.thu.gov.vn ESMTP\r\n" * 20)


@pytest.mark.parametrize(
    ("serve", "state", "fault"),
    [
        (silent, State.UNKNOWN, Fault.TIME_OUT),
        (hanging_up, State.BROKEN, Fault.BROKEN_OFF),
        (babbling, State.BROKEN, Fault.BROKEN_OFF),
    ],
)
def test_no_certificate_at_all(
    trusting: Network,
    serve: Callable[[socket.socket], None],
    state: State,
    fault: Fault,
) -> None:
    with listening(serve) as port:
        found = check_certificate(
            replace(trusting, port=port, seconds=0.3), NAME, timezone.localdate()
        )
    assert (found.state, found.fault) == (state, fault)


def test_a_refused_connection(trusting: Network) -> None:
    with listening(silent) as port:
        pass
    found = check_certificate(replace(trusting, port=port), NAME, timezone.localdate())
    assert (found.state, found.fault) == (State.BROKEN, Fault.REFUSED)


@pytest.mark.parametrize("fault", [NoNameError, NotAnsweredError])
def test_a_name_that_does_not_resolve_says_nothing_of_its_certificate(
    trusting: Network, fault: type[Exception]
) -> None:
    def failing(name: str, seconds: float) -> list[str]:
        raise fault(name)

    found = check_certificate(
        replace(trusting, resolve=failing), NAME, timezone.localdate()
    )
    assert (found.state, found.fault) == (State.UNKNOWN, Fault.RESOLVER)


def test_the_second_address_is_asked_where_the_first_is_dead(
    trusting: Network, office: Authority
) -> None:
    def two(name: str, seconds: float) -> list[str]:
        return ["127.0.0.2", "127.0.0.1"]

    with listening(secure(office.issue(NAME, ends=end_in(80)))) as port:
        asking = replace(trusting, port=port, resolve=two)
        found = check_certificate(asking, NAME, timezone.localdate())
    assert found.state == State.FINE


@pytest.mark.parametrize("name", ["localhost", "so-vhtt.localhost", "cong.example"])
def test_reserved_names_are_asked_nothing(trusting: Network, name: str) -> None:
    found = check_certificate(trusting, name, timezone.localdate())
    assert (found.state, found.fault) == (State.UNKNOWN, Fault.RESERVED)
