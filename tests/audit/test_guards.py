"""The database itself lets the log grow and do nothing else."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from cms.audit import guards
from cms.audit.chain import GENESIS
from cms.audit.kinds import Kind
from cms.audit.models import ChainHead, SecurityEntry
from cms.audit.services import record
from tests.audit.conftest import entry, tampering

pytestmark = pytest.mark.django_db

Attempt = Callable[[], object]


def a_change() -> object:
    return SecurityEntry.objects.filter(number=1).update(address="203.0.113.9")


def a_removal() -> object:
    return SecurityEntry.objects.filter(number=1).delete()


def a_fork() -> object:
    """Write a second entry behind the first, beside the one that is there."""
    first = SecurityEntry.objects.get(number=1)
    return entry(number=2, previous=first.hash).save(force_insert=True)


def a_gap() -> object:
    last = SecurityEntry.objects.get(number=2)
    return entry(number=4, previous=last.hash).save(force_insert=True)


def a_step_back() -> object:
    return ChainHead.objects.update(number=1)


def a_leap() -> object:
    return ChainHead.objects.update(number=7)


def a_cut_beyond_the_end() -> object:
    return ChainHead.objects.update(trimmed_to=3)


def a_beheading() -> object:
    return ChainHead.objects.all().delete()


ATTEMPTS = [
    a_change,
    a_removal,
    a_fork,
    a_gap,
    a_step_back,
    a_leap,
    a_cut_beyond_the_end,
    a_beheading,
]


@pytest.mark.embedded
@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_the_database_refuses(attempt: Attempt) -> None:
    record(kind=Kind.LOGGED_IN)
    record(kind=Kind.LOGGED_OUT)
    before = list(SecurityEntry.objects.chained().values())
    with pytest.raises(IntegrityError, match="security log"), transaction.atomic():
        attempt()
    assert list(SecurityEntry.objects.chained().values()) == before
    head = ChainHead.objects.get()
    assert (head.number, head.trimmed_to, head.hash) == (2, 0, before[1]["hash"])


@pytest.mark.service_postgres
@pytest.mark.parametrize("table", ["audit_securityentry", "audit_chainhead"])
def test_no_table_can_be_emptied(table: str) -> None:
    record(kind=Kind.LOGGED_IN)
    with (
        pytest.raises(IntegrityError, match="security log"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"TRUNCATE {table}")
    assert SecurityEntry.objects.count() == 1


@pytest.mark.embedded
def test_the_chain_begins_at_nothing() -> None:
    head = ChainHead.objects.get()
    assert (head.pk, head.number, head.hash) == (1, 0, GENESIS)


@pytest.mark.embedded
def test_a_guard_that_is_off_is_noticed() -> None:
    assert guards.missing(connection) == []
    with tampering():
        off = guards.missing(connection)
    assert set(off) >= guards.NAMES
    assert guards.missing(connection) == []
