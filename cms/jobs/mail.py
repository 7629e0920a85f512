"""Mail as jobs: a letter is a row in the transaction of what it is about."""

import base64
import email
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from email.message import Message
from smtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
)
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import MIMEMixin
from django.db import transaction
from django.utils.translation import gettext as _

from cms.jobs.services import enqueue
from cms.jobs.signals import mailbox_refused
from cms.jobs.work import GiveUp, RetryLater, Work

TOPIC = "jobs.mail"
LEASE = timedelta(minutes=1)
PERMANENT = 500  # RFC 5321 4.2.1: 4yz may pass, 5yz does not
LONGEST_ANSWER = 300


class OutboxBackend(BaseEmailBackend):
    """Writes letters down; a worker hands them to ``MAIL_TRANSPORT`` after the commit.

    Each recipient gets a row: one that is refused keeps none of the others waiting, and
    none gets a letter twice for another's sake.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        with transaction.atomic():
            return sum(_write_down(message) for message in email_messages)


def _write_down(message: EmailMessage) -> bool:
    recipients = list(dict.fromkeys(message.recipients()))
    if not recipients:
        return False
    # Made now: it keeps its name and date, however often it is sent.
    made = base64.b64encode(message.message().as_bytes()).decode("ascii")
    for recipient in recipients:
        payload = {"from": message.from_email, "to": recipient, "message": made}
        enqueue(topic=TOPIC, payload=payload)
    return True


class Made(MIMEMixin, Message):  # type: ignore[misc] # as Django’s own are
    """A letter read back, which Django's backends send like one they made."""


class WrittenLetter(EmailMessage):
    """A letter as it was written down, for one recipient."""

    def __init__(self, payload: dict[str, Any]) -> None:
        raw = base64.b64decode(payload["message"])
        self._written = email.message_from_bytes(raw, _class=Made)
        subject = str(self._written["Subject"] or "")
        super().__init__(subject, "", payload["from"], [payload["to"]])

    def message(self) -> Message:  # type: ignore[override] # as it was written
        return self._written


class MailboxRefused(GiveUp):
    """The server takes nothing for this mailbox, or not this letter, and never will."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(reason)
        self.address = address


def send_letter(work: Work) -> None:
    """Hand a letter to the mail server. Raises ``GiveUp`` or ``RetryLater``."""
    try:
        hand_over(WrittenLetter(work.payload))
    except MailboxRefused as verdict:
        mailbox_refused.send(
            sender=None, address=verdict.address, words=str(verdict), at=work.now
        )
        raise


def hand_over(letter: EmailMessage) -> None:
    """Let the mail server have a letter for one recipient.

    Raises ``MailboxRefused`` for a 5xx to the recipient or to the text, ``GiveUp`` for one
    to the sender, ``RetryLater`` for whatever may pass.
    """
    transport = get_connection(settings.MAIL_TRANSPORT)
    try:
        transport.send_messages([letter])
    except SMTPAuthenticationError as fault:
        # The house's fault and no letter's: all wait until it is mended.
        raise RetryLater(_answer(fault.smtp_code, fault.smtp_error)) from fault
    except SMTPRecipientsRefused as fault:
        [(code, words), *_others] = fault.recipients.values()
        raise _verdict(code, words, letter.to[0]) from fault
    except SMTPSenderRefused as fault:
        raise _verdict(fault.smtp_code, fault.smtp_error) from fault
    except SMTPDataError as fault:
        raise _verdict(fault.smtp_code, fault.smtp_error, letter.to[0]) from fault
    except (OSError, SMTPException) as fault:
        raise RetryLater(_why_not(fault)) from fault
    finally:
        # Django leaves a connection open whose log-in was refused.
        with suppress(OSError, SMTPException):
            transport.close()


def _why_not(fault: Exception) -> str:
    # smtplib tells of a silence as of a server that hung up.
    if isinstance(fault, TimeoutError) or isinstance(fault.__context__, TimeoutError):
        return _("The mail server did not answer in time.")
    words = _("The mail server can't be reached: %(reason)s")
    return words % {"reason": type(fault).__name__}


def _verdict(code: int, words: bytes | str, address: str = "") -> GiveUp | RetryLater:
    answer = _answer(code, words)
    if code < PERMANENT:
        return RetryLater(answer)
    return MailboxRefused(address, answer) if address else GiveUp(answer)


def _answer(code: int, words: bytes | str) -> str:
    said = words.decode(errors="replace") if isinstance(words, bytes) else words
    told = {"code": code, "words": " ".join(said.split())[:LONGEST_ANSWER]}
    return _("The mail server refused: %(code)s %(words)s") % told
