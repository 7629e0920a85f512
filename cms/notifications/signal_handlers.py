"""What the room of jobs tells of mail, handed to services."""

from datetime import datetime
from typing import Any

from cms.jobs.signals import mailbox_refused
from cms.notifications.services import note_refused


def refused(sender: Any, address: str, words: str, at: datetime, **kwargs: Any) -> None:
    """Note a mailbox to which a letter of another room could not go."""
    note_refused(address=address, words=words, now=at)


def connect() -> None:
    mailbox_refused.connect(refused, dispatch_uid="notifications_refused")
