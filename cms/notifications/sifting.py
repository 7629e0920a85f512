"""What the receiver of a letter may still know, asked as it leaves."""

from collections import defaultdict
from collections.abc import Iterable

from cms.core.holds import sealed_records
from cms.core.models import EditorialRecord
from cms.notifications.kinds import Known, kind_of, of_readers
from cms.notifications.models import BESIDES, Letter, Notification, Recipient
from cms.users.models import User
from sites.reach import reach_of


def sift(letter: Letter, rows: list[Notification]) -> list[Notification]:
    """Return what may be told: never of a stopped item, never across units."""
    sealed = sealed_records({row.record_id for row in rows if row.record_id})
    open_rows = [row for row in rows if row.record_id not in sealed]
    if letter.person is None:
        return list(_for_mailbox(letter, open_rows))
    return list(_for_person(letter.person, open_rows))


def _for_person(person: User, rows: list[Notification]) -> Iterable[Notification]:
    if not person.is_active:
        return []
    asked: dict[Known, set[int]] = defaultdict(set)
    for row in rows:
        if row.record_id is not None:
            asked[_asker(row)].add(row.record_id)
    known = {asker: asker(person, keys) for asker, keys in asked.items()}
    held = reach_of(person).held
    return [
        row
        for row in rows
        if (
            person.is_superuser or row.unit_id in held
            if row.record_id is None
            else row.record_id in known[_asker(row)]
        )
    ]


def _asker(row: Notification) -> Known:
    """Return who says what may be known; whoever was added only has to read the item."""
    return of_readers if BESIDES in row.facts else kind_of(row.kind).known


def _for_mailbox(letter: Letter, rows: list[Notification]) -> Iterable[Notification]:
    """Leave out what the unit no longer sends there, and every secret: it is nobody's."""
    sent = set(
        Recipient.objects.filter(address=letter.address).values_list("unit", "kind")
    )
    secret = secrets_among(rows)
    return [
        row
        for row in rows
        if (row.unit_id, row.kind) in sent and row.record_id not in secret
    ]


def secrets_among(rows: Iterable[Notification]) -> set[int]:
    """Return the items whose title stands in no letter: not published, under embargo."""
    records = {row.record_id for row in rows if row.record_id}
    found = EditorialRecord.objects.guarded().filter(pk__in=records)
    return set(found.values_list("pk", flat=True))
