"""Sending a letter: asked once more who may know, written, handed over."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cms.notifications.channels import AddressRefusedError, channel_of
from cms.notifications.letters import compose
from cms.notifications.models import DeadMailbox, Letter, Notification, State
from cms.notifications.services.mailboxes import note_refused
from cms.notifications.sifting import sift


def send(*, letter_id: int, now: datetime | None = None) -> None:
    """Hand a letter over, once; called again it goes out again only if nobody noted it.

    What its receiver must not know any more is dropped; a letter that has nothing left
    to say does not leave. A mailbox that is refused keeps what it had to be told. Raises
    what the channel raises for faults that are not the mailbox's.
    """
    moment = now or timezone.now()
    letter = Letter.objects.select_related("person").filter(pk=letter_id).first()
    if letter is None or letter.sent_at is not None:
        return
    address = letter.person.email if letter.person else letter.address
    rows = list(
        letter.notifications.filter(state=State.WAITING)
        .select_related("unit", "record")
        .order_by("told_at", "pk")
    )
    if not address or DeadMailbox.objects.of([address]).exists():
        _put_back(letter)
        return
    kept = sift(letter, rows)
    if kept:
        try:
            channel_of().send(compose(letter, address, kept))
        except AddressRefusedError as refusal:
            _keep_for_later(letter, address, str(refusal), moment)
            return
    _note(letter, rows, kept, moment)


@transaction.atomic
def _note(
    letter: Letter,
    rows: list[Notification],
    kept: list[Notification],
    now: datetime,
) -> None:
    sent = {row.pk for row in kept}
    for state, keys in (
        (State.SENT, sent),
        (State.DROPPED, {row.pk for row in rows} - sent),
    ):
        Notification.objects.filter(pk__in=keys).update(state=state)
    if kept:
        Letter.objects.filter(pk=letter.pk).update(sent_at=now)
    else:
        letter.delete()


@transaction.atomic
def _keep_for_later(letter: Letter, address: str, words: str, now: datetime) -> None:
    note_refused(address=address, words=words, now=now)
    _put_back(letter)


@transaction.atomic
def _put_back(letter: Letter) -> None:
    """Let everything wait again: it comes with another letter."""
    Notification.objects.filter(letter=letter).update(letter=None)
    letter.delete()
