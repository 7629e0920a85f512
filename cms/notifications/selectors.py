"""How somebody wants to be told, and what could not be delivered."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from django.db.models import Q, QuerySet

from cms.notifications.kinds import Kind, Mode
from cms.notifications.models import (
    DeadMailbox,
    Notification,
    PersonSetting,
    Recipient,
    UnitSetting,
)
from cms.notifications.timing import Quiet, leaves_at, usual_hour
from cms.users.models import User
from sites.models import Unit
from sites.selectors import people_serving


@dataclass(frozen=True)
class Choices:
    """What a unit and some of its people said of how they are told; two queries."""

    modes: dict[str, str] = field(default_factory=dict)
    digest_at: time = field(default_factory=usual_hour)
    quiet: Quiet | None = None
    own: dict[int, PersonSetting] = field(default_factory=dict)

    def mode(self, kind: Kind, person_id: int | None = None) -> str:
        """Return the person's word, else the unit's, else the kind's."""
        if kind.is_required:
            return Mode.INSTANT
        own = self.own.get(person_id or 0)
        said = own.modes.get(kind.name) if own else None
        return said or self.modes.get(kind.name) or kind.mode

    def leaves_at(
        self, moment: datetime, kind: Kind, person_id: int | None = None
    ) -> datetime:
        if kind.is_required:
            return moment
        own = self.own.get(person_id or 0)
        quiet = own.quiet if own and own.quiet else self.quiet
        mode = self.mode(kind, person_id)
        return leaves_at(moment, mode=mode, digest_at=self.digest_at, quiet=quiet)


def choices_of(unit_id: int, people: Collection[int] = ()) -> Choices:
    setting = UnitSetting.objects.filter(unit=unit_id).first()
    rows = PersonSetting.objects.filter(person__in=people) if people else []
    own = {row.person_id: row for row in rows}
    if setting is None:
        return Choices(own=own)
    return Choices(setting.modes, setting.digest_at, setting.quiet, own)


def people_in(unit: Unit) -> "QuerySet[User]":
    """Return who works for a unit now."""
    people: Any = people_serving(Unit.objects.filter(pk=unit.pk))
    found: QuerySet[User] = people.order_by("sort_key", "username")
    return found


def dead_mailboxes_in(unit: Unit) -> list[tuple[DeadMailbox, str]]:
    """Return the mailboxes of a unit that take nothing, and whose they are."""
    owners: dict[str, list[str]] = {}
    for person in people_in(unit).exclude(email=""):
        owners.setdefault(person.email.lower(), []).append(str(person))
    shared = Recipient.objects.filter(unit=unit).exclude(address="")
    for address in shared.values_list("address", flat=True):
        owners.setdefault(address.lower(), [])
    dead = DeadMailbox.objects.of(owners)
    return [(row, ", ".join(owners[row.address])) for row in dead]


def undelivered_in(unit: Unit, now: datetime) -> "QuerySet[Notification]":
    """Return what should have left a unit and has not, the oldest first."""
    rows = Notification.objects.undelivered(now).filter(unit=unit)
    dead = DeadMailbox.objects.values("address")
    found: QuerySet[Notification] = (
        rows.with_address()
        .filter(Q(to__in=dead) | Q(letter__isnull=False))
        .select_related("person")
    )
    return found
