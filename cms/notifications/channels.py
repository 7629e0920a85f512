"""Ways by which people are told. E-mail is the only one there is (ADR 0048).

A channel hands one parcel to one address and returns when the other side has taken it.
Given the same parcel twice, the receiver can tell that it is the same: ``name`` stays.
"""

from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage

from cms.jobs.mail import MailboxRefused, hand_over


@dataclass(frozen=True)
class Parcel:
    """What is told, in words; it is written down nowhere."""

    name: str
    address: str
    subject: str
    body: str


class AddressRefusedError(Exception):
    """The other side takes nothing for this address, and says why."""


class Channel(Protocol):
    def send(self, parcel: Parcel) -> None:
        """Hand a parcel over.

        Raises ``AddressRefusedError``; ``cms.jobs.work.RetryLater`` or ``GiveUp`` for
        whatever is no fault of the address.
        """
        ...


class Email:
    """Letters through ``MAIL_TRANSPORT``, past the outbox: no row holds their words."""

    def send(self, parcel: Parcel) -> None:
        host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
        letter = EmailMessage(
            parcel.subject,
            parcel.body,
            to=[parcel.address],
            headers={"Message-ID": f"<{parcel.name}@{host}>"},
        )
        try:
            hand_over(letter)
        except MailboxRefused as verdict:
            raise AddressRefusedError(str(verdict)) from verdict


EMAIL = "email"
_channels: dict[str, Channel] = {}


def register_channel(name: str, channel: Channel) -> None:
    if name in _channels:
        raise RuntimeError(f"{name} is a channel already")
    _channels[name] = channel


def channel_of(name: str = EMAIL) -> Channel:
    return _channels[name]
