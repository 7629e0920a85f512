"""The demonstration's post: every letter is kept in a folder, and read back from it."""

import email
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage as Parsed
from pathlib import Path
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.filebased import EmailBackend

# Mailboxes that are gone, so that the demonstration shows what happens then.
GONE = "@khong-con.example"
REFUSAL = (550, b"5.1.1 The mailbox does not exist")
BETWEEN = b"\n" + b"-" * 79 + b"\n"  # as Django's backend writes it
MOST = 300


class KeptPost(EmailBackend):
    """Writes letters into ``EMAIL_FILE_PATH``; refuses mailboxes that are gone."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            gone = [one for one in message.recipients() if one.endswith(GONE)]
            if gone:
                raise SMTPRecipientsRefused(dict.fromkeys(gone, REFUSAL))
        return int(super().send_messages(list(email_messages)) or 0)


@dataclass(frozen=True)
class Kept:
    """A letter that the demonstration sent."""

    key: str
    to: str
    subject: str
    at: datetime
    body: str


def letters() -> list[Kept]:
    """Return the letters of the folder, the newest first; three hundred at most."""
    place = getattr(settings, "EMAIL_FILE_PATH", None)
    folder = Path(place) if place else None
    if folder is None or not folder.is_dir():
        return []
    files = sorted(folder.glob("*.log"), key=_age, reverse=True)[:MOST]
    return [letter for file in files for letter in _read(file)][:MOST]


def letter_of(key: str) -> Kept | None:
    """Return the letter of a key; it is looked for among those that are there."""
    return next((letter for letter in letters() if letter.key == key), None)


def _age(file: Path) -> tuple[int, str]:
    return (file.stat().st_mtime_ns, file.name)


def _read(file: Path) -> Iterator[Kept]:
    parts = file.read_bytes().split(BETWEEN)
    at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    for number, raw in reversed(list(enumerate(parts))):
        if raw.strip():
            message = email.message_from_bytes(raw, policy=policy.default)
            yield _kept(f"{file.stem}-{number}", message, at)


def _kept(key: str, message: Parsed, at: datetime) -> Kept:
    part = message.get_body(("plain", "html"))
    body = part.get_content() if part else ""
    return Kept(key, str(message["To"]), str(message["Subject"]), at, body)
