"""Putting together what waits for one person, and asking for its letter."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cms.jobs.services import enqueue_each
from cms.notifications.models import DeadMailbox, Letter, Notification

TOPIC = "notifications.send"
MOST_AT_ONCE = 2_000
DAY = timedelta(days=1)
Receiver = tuple[int | None, str]


@transaction.atomic
def gather(*, now: datetime | None = None) -> int:
    """Make a letter for each receiver of whom something is due; return how many.

    What is for a dead mailbox stays where it is. A daily letter comes once a day: what
    would make a second one waits for the next.
    """
    moment = now or timezone.now()
    rows = _due(moment)
    today = timezone.localdate(moment)
    had = _had_a_digest(rows, today)
    late = [row.pk for row in rows if row.is_digest and _receiver(row) in had]
    Notification.objects.filter(pk__in=late).update(send_at=F("send_at") + DAY)
    kept = set(late)
    return _write([row for row in rows if row.pk not in kept], moment, today)


def _due(now: datetime) -> list[Notification]:
    rows = Notification.objects.deliverable(now, DeadMailbox.objects.all())
    locked = rows.select_for_update(skip_locked=True, of=("self",))
    return list(locked.order_by("send_at", "pk")[:MOST_AT_ONCE])


def _receiver(row: Any) -> Receiver:
    return (row.person_id, row.address)


def _had_a_digest(rows: list[Notification], today: date) -> set[Receiver]:
    if not any(row.is_digest for row in rows):
        return set()
    return set(map(_receiver, Letter.objects.filter(digest_on=today)))


def _write(rows: list[Notification], now: datetime, today: date) -> int:
    groups: dict[Receiver, list[Notification]] = {}
    for row in rows:
        groups.setdefault(_receiver(row), []).append(row)
    letters = Letter.objects.bulk_create(
        Letter(
            person_id=person,
            address=address,
            digest_on=today if any(row.is_digest for row in group) else None,
            made_at=now,
        )
        for (person, address), group in groups.items()
    )
    for letter, group in zip(letters, groups.values(), strict=True):
        for row in group:
            row.letter = letter
    Notification.objects.bulk_update(rows, ["letter"], batch_size=500)
    payloads = [{"letter": letter.pk} for letter in letters]
    enqueue_each(topic=TOPIC, payloads=payloads, now=now)
    return len(letters)
