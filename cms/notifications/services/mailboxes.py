"""Mailboxes that a server refused, until somebody mends them."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cms.notifications.models import LONGEST_ANSWER, DeadMailbox


@transaction.atomic
def note_refused(*, address: str, words: str, now: datetime | None = None) -> None:
    """Note that a mailbox takes nothing, and what was said; since when stays."""
    DeadMailbox.objects.update_or_create(
        address=address.lower(),
        defaults={"words": words[:LONGEST_ANSWER]},
        create_defaults={
            "words": words[:LONGEST_ANSWER],
            "since": now or timezone.now(),
        },
    )


@transaction.atomic
def try_again(*, mailbox: DeadMailbox) -> None:
    """Write to a mailbox again: what waits for it leaves with the next letter."""
    mailbox.delete()
