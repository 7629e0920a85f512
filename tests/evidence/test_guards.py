"""The database itself lets evidence grow and do nothing else."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from cms.evidence.chain import GENESIS
from cms.evidence.guards import GUARDS
from cms.evidence.kinds import Deed
from cms.evidence.models import Entry, Leaf, Remark
from cms.evidence.services import sign_entries
from tests.evidence.conftest import Item, tampering

pytestmark = pytest.mark.django_db


def stored() -> list[object]:
    """Return all evidence there is."""
    return [
        list(model.objects.order_by("pk").values()) for model in (Entry, Remark, Leaf)
    ]


def another(chain: Item, **values: object) -> Entry:
    """Return an entry behind the last one, not stored."""
    last = chain.entries[-1]
    told = {"number": last.number + 1, "previous": last.hash, "deed": Deed.CLAIMED}
    return Entry(
        record=chain.record, happened_at=last.happened_at, hash="0", **told | values
    )


def a_change(chain: Item) -> object:
    return Entry.objects.filter(number=1).update(actor_name="Ai đó")


def a_removal(chain: Item) -> object:
    return Entry.objects.filter(number=4).delete()


def a_raw_removal(chain: Item) -> object:
    entry = chain.entries[-1]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM evidence_entry WHERE id = %s", [entry.pk])
    return entry


def a_fork(chain: Item) -> object:
    return another(chain, number=2, previous=chain.entries[0].hash).save()


def a_gap(chain: Item) -> object:
    return another(chain, number=6).save()


def a_wrong_joint(chain: Item) -> object:
    return another(chain, previous=chain.entries[0].hash).save()


def a_second_beginning(chain: Item) -> object:
    return another(chain, previous=GENESIS).save()


def a_changed_remark(chain: Item) -> object:
    return Remark.objects.update(text="Tốt.")


def a_removed_remark(chain: Item) -> object:
    return Remark.objects.all().delete()


def another_place(chain: Item) -> object:
    return Leaf.objects.update(line=7)


def no_place(chain: Item) -> object:
    return Leaf.objects.update(line=None, place=None)


def another_digest(chain: Item) -> object:
    return Leaf.objects.update(digest="0" * 64)


def a_leaf_less(chain: Item) -> object:
    return Leaf.objects.all().delete()


ATTEMPTS: list[Callable[[Item], object]] = [
    *(a_change, a_removal, a_raw_removal, a_fork, a_gap, a_wrong_joint),
    *(a_second_beginning, a_changed_remark, a_removed_remark),
    *(another_place, no_place, another_digest, a_leaf_less),
]


@pytest.mark.embedded
@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_the_database_refuses(chain: Item, attempt: Callable[[Item], object]) -> None:
    sign_entries()
    before = stored()
    with pytest.raises(IntegrityError), transaction.atomic():
        attempt(chain)
    assert stored() == before


@pytest.mark.embedded
def test_an_entry_that_follows_is_taken(chain: Item) -> None:
    another(chain).save()
    assert len(chain.entries) == 5


@pytest.mark.service_postgres
@pytest.mark.parametrize("table", GUARDS.tables)
def test_no_table_can_be_emptied(chain: Item, table: str) -> None:
    before = stored()
    connection.check_constraints()
    with (
        pytest.raises(IntegrityError, match="evidence"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"TRUNCATE {table} CASCADE")
    assert stored() == before


@pytest.mark.embedded
def test_a_guard_that_is_off_is_noticed(chain: Item) -> None:
    assert GUARDS.missing(connection) == []
    with tampering():
        off = GUARDS.missing(connection)
    assert set(off) >= GUARDS.names
    assert GUARDS.missing(connection) == []
