"""The compiled form Django reads (GNU's ``.mo``, little-endian, without hash table)."""

import struct
from collections.abc import Iterable

from tests.catalogue.po import Message

MAGIC = 0x950412DE
HEADER_WORDS = 7


def compiled(messages: Iterable[Message]) -> bytes:
    pairs = sorted(
        (_original(message), _translated(message))
        for message in messages
        if message.translation and not message.is_fuzzy
    )
    originals = [original for original, _ in pairs]
    translations = [translation for _, translation in pairs]
    first_table = HEADER_WORDS * 4
    second_table = first_table + 8 * len(pairs)
    body = second_table + 8 * len(pairs)
    header = (MAGIC, 0, len(pairs), first_table, second_table, 0, body)
    rows, texts = _table([*originals, *translations], start=body)
    return struct.pack(f"<{HEADER_WORDS}I", *header) + rows + texts


def _original(message: Message) -> bytes:
    context = f"{message.context}\x04" if message.context else ""
    plural = f"\0{message.plural}" if message.plural else ""
    return f"{context}{message.msgid}{plural}".encode()


def _translated(message: Message) -> bytes:
    second = f"\0{message.second}" if message.second else ""
    return f"{message.translation}{second}".encode()


def _table(texts: list[bytes], *, start: int) -> tuple[bytes, bytes]:
    """Return the rows of length and offset, and the texts they point at."""
    rows, body = b"", b""
    for text in texts:
        rows += struct.pack("<2I", len(text), start + len(body))
        body += text + b"\0"
    return rows, body
