"""Questions about notifications and mailboxes."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce, Lower


class NotificationQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        """Return what is in no letter yet."""
        return self.filter(state="waiting", letter__isnull=True)

    def due(self, now: datetime) -> Self:
        return self.waiting().filter(send_at__lte=now)

    def deliverable(self, now: datetime, dead: models.QuerySet) -> Self:
        """Return what is due and has an address that is not known to be dead."""
        rows: Any = self.due(now).with_address().exclude(to="")
        return rows.exclude(to__in=dead.values("address"))

    def with_address(self) -> Self:
        """Add ``to``: where it goes now, in small letters."""
        return self.annotate(to=Lower(Coalesce("person__email", "address")))

    def undelivered(self, now: datetime) -> Self:
        """Return what should have left and has not."""
        return self.filter(state="waiting", send_at__lte=now)


class DeadMailboxQuerySet(models.QuerySet):
    def of(self, addresses: Iterable[str]) -> Self:
        return self.filter(address__in={one.lower() for one in addresses if one})

    def of_people(self, people: Any) -> Self:
        """Return the mailboxes of people that take nothing any more."""
        return self.filter(address__in=people.values(mailbox=Lower("email")))


class RecipientQuerySet(models.QuerySet):
    def for_kind(self, unit_id: int, kind: str) -> Self:
        """Return whom a unit also tells of a kind: people who work there, mailboxes."""
        return self.filter(unit=unit_id, kind=kind)


def mailbox_is_dead(dead: "models.QuerySet", column: str = "email") -> Exists:
    """Tell in one column whether an address is refused."""
    return Exists(dead.filter(address=Lower(OuterRef(column))))
