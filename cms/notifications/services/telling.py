"""Telling people: rows in the transaction of the deed."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from cms.core.models import EditorialRecord
from cms.notifications.kinds import Kind, Mode, kind_of
from cms.notifications.models import BESIDES, Notification, Recipient
from cms.notifications.selectors import Choices, choices_of
from cms.users.models import User


@transaction.atomic
def notify(
    *,
    kind: str,
    unit_id: int,
    people: Iterable[int],
    record: EditorialRecord | None = None,
    now: datetime | None = None,
    **facts: Any,
) -> int:
    """Write down that people, and whom the unit adds, are to be told; return how many.

    ``facts`` are keys and moments (ISO 8601), never words. Whether somebody may know of
    the item is asked when the letter is written. Raises ``KeyError`` for a kind that
    nobody registered.
    """
    moment, told = now or timezone.now(), kind_of(kind)
    added = list(Recipient.objects.for_kind(unit_id, kind))
    concerned = set(people)
    besides = {row.person_id for row in added if row.person_id} - concerned
    wanted = concerned | besides
    active = User.objects.filter(pk__in=wanted, is_active=True).exclude(email="")
    choices = choices_of(unit_id, wanted)
    common: dict[str, Any] = {"unit_id": unit_id, "kind": kind, "record": record}
    rows = [
        Notification(
            facts={**facts, BESIDES: True}
            if receiver.get("person_id") in besides
            else facts,
            told_at=moment,
            **common,
            **receiver,
        )
        for receiver in _receivers(told, choices, moment, active, added)
    ]
    Notification.objects.bulk_create(rows)
    return len(rows)


def _receivers(
    kind: Kind, choices: Choices, moment: datetime, people: Any, added: list[Recipient]
) -> Iterator[dict[str, Any]]:
    """Yield who is told, and when; nobody who has switched it off."""
    for key in people.order_by("pk").values_list("pk", flat=True):
        if choices.mode(kind, key) != Mode.OFF:
            yield {"person_id": key, **_when(kind, choices, moment, key)}
    if choices.mode(kind) != Mode.OFF:
        for address in sorted({row.address.lower() for row in added if row.address}):
            yield {"address": address, **_when(kind, choices, moment, None)}


def _when(
    kind: Kind, choices: Choices, moment: datetime, person_id: int | None
) -> dict[str, Any]:
    return {
        "send_at": choices.leaves_at(moment, kind, person_id),
        "is_digest": choices.mode(kind, person_id) == Mode.DIGEST,
    }
