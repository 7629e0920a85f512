"""Writes of notifications: told, gathered, sent; mailboxes; what people choose."""

from cms.notifications.services.choosing import (
    add_recipient,
    choose_for_person,
    choose_for_unit,
    remove_recipient,
)
from cms.notifications.services.forgetting import forget
from cms.notifications.services.gathering import gather
from cms.notifications.services.mailboxes import note_refused, try_again
from cms.notifications.services.sending import send
from cms.notifications.services.telling import notify

__all__ = [
    "add_recipient",
    "choose_for_person",
    "choose_for_unit",
    "forget",
    "gather",
    "note_refused",
    "notify",
    "remove_recipient",
    "send",
    "try_again",
]
