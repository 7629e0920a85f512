"""The daily run: once a day, one at a time, whatever happened to the one before."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from cms.health.models import Alarm, Check, Letter
from cms.health.network import Network
from cms.health.running import BusyError, Run, Summary, check_health
from cms.health.states import Fault, Kind, State
from sites.models import Capability, PortalHostname
from tests.factories.news import NewsPageFactory
from tests.factories.people import person_of
from tests.factories.portals import Living, living_portal
from tests.health.servers import http, listening, page, silent, status

ALIVE = "<title>Báo</title><p>Tin hôm nay</p>"


class Names:
    """A resolver that counts, and knows where each name leads."""

    def __init__(self, **places: str) -> None:
        self.asked: list[str] = []
        self.places = places

    def __call__(self, name: str, seconds: float) -> list[str]:
        self.asked.append(name)
        return [self.places.get(name, "127.0.0.1")]


def run_with(network: Network, **values: Any) -> Run:
    return Run(network, **values)


def linking(living: Living, *addresses: str) -> Any:
    text = "".join(f'<a href="{address}">x</a>' for address in addresses)
    return NewsPageFactory.create(
        parent=living.section, body=[("text", f"<p>{text}</p>")]
    )


@pytest.mark.django_db
def test_a_run_asks_everything_once_a_day(
    living: Living, people: dict[str, Any], network: Network
) -> None:
    names = Names()
    with listening(silent) as closed:
        pass
    with listening(http(page(ALIVE))) as port:
        linking(living, f"http://bao.vn:{port}/1", f"http://bao.vn:{port}/2")
        run = run_with(replace(network, resolve=names, port=closed))
        first = check_health(run)
        asked = len(names.asked)
        second = check_health(run)
    assert first.pages > 1
    assert first.letters == 3
    assert first.asked == len(Check.objects.values_list("kind", "address").distinct())
    assert (second.pages, second.asked, second.letters) == (0, 0, 0)
    assert len(names.asked) == asked
    states = Check.objects.links().values_list("state", flat=True)
    assert list(states) == [State.FINE] * 2
    certificate = Check.objects.get(kind=Kind.CERTIFICATE, address="cong.thu.gov.vn")
    assert (certificate.state, certificate.fault) == (State.BROKEN, Fault.REFUSED)
    assert "cong.thu.gov.vn" in str(mail.outbox[0].body)


@pytest.mark.django_db
def test_the_next_day_and_again_ask_anew(living: Living, network: Network) -> None:
    names = Names()
    run = run_with(replace(network, resolve=names), kinds=[Kind.DNS])
    check_health(run)
    assert check_health(replace(run, again=True)).asked == 1

    def tomorrow() -> datetime:
        return timezone.now() + timedelta(days=1)

    assert check_health(replace(run, now=tomorrow)).asked == 1
    assert names.asked == ["cong.thu.gov.vn"] * 3


@pytest.mark.django_db
def test_an_address_that_stands_in_two_portals_is_asked_once(
    living: Living, network: Network
) -> None:
    asked: list[bytes] = []

    def counted(link: Any, request: bytes) -> None:
        asked.append(request.split()[0])
        status(404)(link, request)

    with listening(http(counted)) as port:
        for one in (living, living_portal()):
            linking(one, f"http://bao.vn:{port}/bai")
        check_health(run_with(network, kinds=[Kind.LINK]))
    assert asked == [b"HEAD", b"GET"]
    assert [check.state for check in Check.objects.links()] == [State.SUSPECT] * 2


@pytest.mark.django_db
def test_names_below_one_registration_ask_the_registry_once(
    living: Living, network: Network
) -> None:
    living_portal(host="khac.thu.gov.vn")
    asked: list[bytes] = []

    def counted(link: Any, request: bytes) -> None:
        asked.append(request.split()[1])
        status(404)(link, request)

    with listening(http(counted)) as port:
        registry = f"http://rdap.vn:{port}"
        check_health(run_with(network, kinds=[Kind.REGISTRATION], registry=registry))
    assert asked == [b"/domain/thu.gov.vn"]
    assert Check.objects.filter(asked_at=None, kind=Kind.REGISTRATION).count() == 0


@pytest.mark.django_db
def test_one_portal_and_one_kind_can_be_asked_alone(
    living: Living, network: Network
) -> None:
    other = living_portal(host="khac.thu.gov.vn")
    run = run_with(network, kinds=[Kind.DNS], portal_id=other.portal.pk)
    check_health(run)
    asked = Check.objects.exclude(asked_at=None)
    assert [(check.kind, check.address) for check in asked] == [
        (Kind.DNS, "khac.thu.gov.vn")
    ]


@pytest.mark.django_db
def test_where_the_house_is_decides_where_names_may_lead(
    living: Living, people: dict[str, Any], network: Network
) -> None:
    names = Names(**{"cong.thu.gov.vn": "198.51.100.9"})
    run = run_with(
        replace(network, resolve=names), kinds=[Kind.DNS], house=("203.0.113.7",)
    )
    assert check_health(run).letters == 3
    check = Check.objects.get(kind=Kind.DNS, address="cong.thu.gov.vn")
    assert (check.state, check.fault) == (State.BROKEN, Fault.ELSEWHERE)
    assert check.detail == "198.51.100.9"


@pytest.mark.django_db(transaction=True)
@pytest.mark.service_postgres
def test_only_one_run_at_a_time(living: Living, network: Network) -> None:
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [0x4448_4541])
        with pytest.raises(BusyError):
            check_health(run_with(network))
        assert Check.objects.count() == 0
        cursor.execute("SELECT pg_advisory_unlock(%s)", [0x4448_4541])
    other.close()
    check_health(run_with(network, kinds=[Kind.DNS]))
    assert Check.objects.exclude(asked_at=None).count() == 1


def dying() -> "subprocess.Popen[bytes]":
    """Start a run in a process of its own, on the database of the test."""
    place = connection.settings_dict
    server = f"{place['USER']}@{place['HOST']}:{place['PORT']}"
    chosen = {
        "DATABASE_URL": f"postgres://{server}/{place['NAME']}",
        "DJANGO_SETTINGS_MODULE": "cms.settings.test",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "tests.health.dying"], env={**os.environ, **chosen}
    )


def waited_for(happened: Callable[[], bool]) -> bool:
    ends = time.monotonic() + 30
    while not happened() and time.monotonic() < ends:
        time.sleep(0.1)
    return happened()


def went_on(run: Run) -> Summary | None:
    """Return what a run did, unless the database still waits for who was killed."""
    try:
        return check_health(run)
    except BusyError:
        return None


@pytest.mark.django_db(transaction=True)
@pytest.mark.service_postgres
def test_a_run_that_was_killed_is_gone_on_with(network: Network) -> None:
    """What was noted stays, the rest is asked, nothing is told twice."""
    living = living_portal(host="cong.thu.gov.vn")
    person_of(living.unit, Capability.UNIT_ADMIN)
    PortalHostname.objects.bulk_create(
        PortalHostname(portal=living.portal, hostname=f"{kind}-{number}.thu.gov.vn")
        for kind in ("ket", "nhanh")
        for number in range(5)
    )
    child = dying()
    noted = Check.objects.exclude(asked_at=None)
    assert waited_for(lambda: noted.count() == 6)
    assert went_on(run_with(network)) is None
    child.send_signal(signal.SIGKILL)
    child.wait()
    names = Names()
    asking = replace(network, resolve=names)
    run = run_with(asking, kinds=[Kind.DNS], house=("203.0.113.7",))
    done: list[Summary] = []

    def is_done() -> bool:
        summary = None if done else went_on(run)
        done.extend([summary] if summary else [])
        return bool(done)

    assert waited_for(is_done)
    assert sorted(names.asked) == sorted(f"ket-{n}.thu.gov.vn" for n in range(5))
    assert (done[0].asked, done[0].letters) == (5, 1)
    assert check_health(run).asked == 0
    assert Alarm.objects.count() == 5
    assert Letter.objects.count() == len(mail.outbox) == 1
