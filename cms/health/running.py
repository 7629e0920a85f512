"""The daily run: what is due is asked, what comes back is noted, people are told."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.utils import timezone

from cms.health.certificates import check_certificate
from cms.health.findings import Finding
from cms.health.lanes import Lane, Question, answers
from cms.health.letters import send_letters
from cms.health.links import check_link
from cms.health.models import Check
from cms.health.names import check_name, registered_name
from cms.health.network import Network
from cms.health.registration import check_registration
from cms.health.selectors import in_batches, pages_to_read
from cms.health.services import (
    forget_links,
    note_finding,
    read_menus,
    read_pages,
    watch_hostnames,
)
from cms.health.states import Kind

LOCK = 0x4448_4541  # the house's number for this work, among PostgreSQL's locks
STEPS = 4  # questions that one check may come to, each with an end of its own


class BusyError(Exception):
    """Another process is checking."""


@dataclass(frozen=True)
class Run:
    """What one run is about, and how it asks."""

    network: Network
    kinds: Collection[Kind] = tuple(Kind)
    portal_id: int | None = None
    again: bool = False
    seconds: float = 3_600.0
    house: tuple[str, ...] = ()  # the addresses at which the house answers
    registry: str = ""
    now: Callable[[], datetime] = timezone.now


@dataclass
class Summary:
    pages: int = 0
    asked: int = 0
    letters: int = 0
    states: dict[str, int] = field(default_factory=dict)


def configured(**values: Any) -> Run:
    """Return a run as the settings say."""
    network = Network(
        seconds=settings.HEALTH_TIMEOUT,
        agent=settings.HEALTH_USER_AGENT,
        allow_inner=settings.HEALTH_INNER_ADDRESSES,
    )
    return Run(
        network,
        house=tuple(settings.HOUSE_ADDRESSES),
        registry=settings.RDAP_BASE_URL,
        seconds=settings.HEALTH_RUN_MINUTES * 60.0,
        **values,
    )


def check_health(run: Run) -> Summary:
    """Carry a run out. Raises ``BusyError`` while another one is on its way.

    Every answer is committed by itself: a process that dies loses what it was asking,
    and the next run goes on with that.
    """
    summary = Summary()
    with _alone():
        if Kind.LINK in run.kinds:
            _read(run, summary)
        watch_hostnames()
        _ask(run, summary)
        summary.letters = send_letters(today=timezone.localtime(run.now()).date())
    return summary


@contextmanager
def _alone() -> Iterator[None]:
    """Hold a lock of the database's, which goes with the connection of whoever dies.

    The embedded database belongs to one machine; asking twice there only costs time.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            raise BusyError
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _read(run: Run, summary: Summary) -> None:
    for batch in in_batches(pages_to_read(run.portal_id)):
        summary.pages += read_pages(pages=batch)
    read_menus()
    forget_links()


def _ask(run: Run, summary: Summary) -> None:
    due = _due(run)
    for key, finding in answers(
        _lanes(run, due),
        pause=run.network.pause,
        longest=run.network.seconds * STEPS,
        seconds=run.seconds,
    ):
        note_finding(checks=due[key], finding=finding, now=run.now())
        summary.asked += 1
        summary.states[finding.state] = summary.states.get(finding.state, 0) + 1


Key = Any  # kind and address: an address that stands in several portals is asked once
Due = dict[Key, list[int]]


def _due(run: Run) -> Due:
    """Return what nobody has asked about today, longest ago first.

    What stands below one registered name has one registration.
    """
    checks = Check.objects.filter(kind__in=run.kinds)
    if run.portal_id is not None:
        checks = checks.filter(portal=run.portal_id)
    if not run.again:
        now = timezone.localtime(run.now())
        checks = checks.due(now.replace(hour=0, minute=0, second=0, microsecond=0))
    due: Due = {}
    for kind, address, key in checks.longest_ago_first().values_list(
        "kind", "address", "pk"
    ):
        about = registered_name(address) if kind == Kind.REGISTRATION else address
        due.setdefault((kind, about), []).append(key)
    return due


def _lanes(run: Run, due: Due) -> list[Lane]:
    """Put questions to one host behind each other; different kinds do not wait."""
    lanes: dict[tuple[str, str], list[Question]] = {}
    today = timezone.localtime(run.now()).date()
    for key in due:
        kind, address = key
        host = (urlsplit(address).hostname or "") if kind == Kind.LINK else address
        one = "registry" if kind == Kind.REGISTRATION and run.registry else host
        question = Question(key, _asking(run, Kind(kind), address, today))
        lanes.setdefault((kind, one), []).append(question)
    return [Lane(questions) for questions in lanes.values()]


def _asking(run: Run, kind: Kind, address: str, today: date) -> Callable[[], Finding]:
    network = run.network
    if kind == Kind.DNS:
        return partial(check_name, network, address, run.house)
    if kind == Kind.CERTIFICATE:
        return partial(check_certificate, network, address, today)
    if kind == Kind.REGISTRATION:
        return partial(check_registration, network, run.registry, address, today)
    return partial(check_link, network, address)
