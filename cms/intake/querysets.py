"""Questions about what was sent in."""

from typing import Self
from uuid import UUID

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

from sites.selectors import units_allowing


class SendingQuerySet(models.QuerySet):
    def visible_to(self, user: AbstractUser) -> Self:
        """Return what the person sent, and what the desk of a unit of theirs may read.

        The unit is the one the item stands in now. Whoever may no longer write for it
        sees what they sent there no more.
        """
        if user.is_superuser:
            return self
        writes = units_allowing(user, "intake.add_sending")
        reads = units_allowing(user, "intake.view_sending")
        own = Q(sender=user.pk, record__unit__in=writes)
        return self.filter(own | Q(record__unit__in=reads))

    def sent_once(self, sender: AbstractUser, key: UUID) -> Self:
        """Return what a person sent under a key: nothing, or one."""
        return self.filter(sender=sender.pk, key=key)

    def newest_of(self, sender: AbstractUser, number: int) -> Self:
        mine = self.visible_to(sender).filter(sender=sender.pk)
        return mine.select_related("record")[:number]
