"""Texts with inline tags, as segments hold them.

A text is a row of pieces: strings as a reader sees them, and tags. Only tags that
segments may hold, well nested, are tags; everything else that looks like one is text.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import groupby, zip_longest

PAIRED = ("abbr", "acronym", "a", "b", "code", "em", "i", "strong")
BREAK = "br"
ID = r"[A-Za-z][\w.-]{0,63}"
NAMES = "|".join(PAIRED)
TAG = re.compile(
    rf"</(?P<close>{NAMES})\s*>|<(?P<single>{BREAK})\s*/?>"
    rf"|<a\s+id=(?P<quote>[\"'])(?P<id>{ID})(?P=quote)\s*>|<(?P<open>{NAMES})\s*>",
    re.IGNORECASE | re.ASCII,
)
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# What XML or gettext cannot hold, and nobody sees.
UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# What stacks upon one letter. Ordering a long stack takes the square of its height, so
# no more is kept than Unicode's stream-safe text has (UAX 15).
MOST_MARKS = 30
STARTS_WITH_MARK = "\u0f73\u0f75\u0f81"  # combining by what they are made of
MARKS = "".join(
    map(chr, filter(lambda code: unicodedata.combining(chr(code)), range(0x20000)))
)
STACK = re.compile(
    rf"([{MARKS}{STARTS_WITH_MARK}]{{{MOST_MARKS}}})[{MARKS}{STARTS_WITH_MARK}]+"
)


class Part(StrEnum):
    OPEN = "open"
    CLOSE = "close"
    SINGLE = "single"


@dataclass(frozen=True)
class Tag:
    """One tag; ``id`` stands for the attributes of a link, which stay at home."""

    name: str
    part: Part
    id: str = ""

    def __str__(self) -> str:
        if self.part is Part.CLOSE:
            return f"</{self.name}>"
        if self.part is Part.SINGLE:
            return f"<{self.name}/>"
        return f'<{self.name} id="{self.id}">' if self.id else f"<{self.name}>"

    @property
    def closing(self) -> "Tag":
        return Tag(self.name, Part.CLOSE)


Pieces = tuple[str | Tag, ...]


def canonical(text: str) -> str:
    """Return a text as it comes back from a file: the same for one that is in order.

    Composed (NFC), with line feeds, without invisible controls, escaped where HTML has
    to be. Texts from elsewhere are compared in this form.
    """
    return render(parse(text))


def render(pieces: Pieces) -> str:
    return "".join(
        str(piece) if isinstance(piece, Tag) else html.escape(piece, quote=False)
        for piece in pieces
    )


def parse(text: str) -> Pieces:
    return normal(split(text))


def split(text: str) -> Iterator[str | Tag]:
    """Yield text and tags as they are written, before anything is put in order."""
    end = 0
    for found in TAG.finditer(text):
        yield unescaped(text[end : found.start()])
        yield _tag(*found.group("close", "single", "open", "id"))
        end = found.end()
    yield unescaped(text[end:])


@lru_cache(maxsize=1_000)  # a hostile file has millions, mostly of the same
def _tag(
    close: str | None, single: str | None, opened: str | None, own: str | None
) -> Tag:
    if close:
        return Tag(close.lower(), Part.CLOSE)
    if single:
        return Tag(BREAK, Part.SINGLE)
    return Tag((opened or "a").lower(), Part.OPEN, own or "")


def unescaped(text: str) -> str:
    """Return text without entities. “R&D” and “&copy=1” have none: they lack the end."""
    return ENTITY.sub(lambda found: html.unescape(found[0]), text)


def normal(pieces: Iterable[str | Tag]) -> Pieces:
    """Return pieces in order: tags that pair, and between two of them one clean text."""
    rows: list[str | Tag] = []
    for is_text, run in groupby(
        _paired(list(pieces)), lambda one: isinstance(one, str)
    ):
        if is_text:
            rows.append("".join(map(str, run)))
        else:
            rows.extend(run)
    followed = zip_longest(rows, rows[1:], fillvalue="")
    cleaned = [_cleaned(piece, following) for piece, following in followed]
    return tuple(piece for piece in cleaned if piece)


def _cleaned(piece: str | Tag, following: str | Tag) -> str | Tag:
    """Return a piece in order.

    Forms end lines with two characters, of which a break replaced only the second.
    """
    if isinstance(piece, Tag):
        return piece
    is_before_break = isinstance(following, Tag) and following.part is Part.SINGLE
    return clean(piece.removesuffix("\r") if is_before_break else piece)


def _paired(pieces: list[str | Tag]) -> list[str | Tag]:
    """Turn tags without their other half into text."""
    waiting: list[int] = []
    for at, piece in enumerate(pieces):
        if isinstance(piece, str) or piece.part is Part.SINGLE:
            continue
        if piece.part is Part.OPEN:
            waiting.append(at)
        elif waiting and isinstance(opened := pieces[waiting[-1]], Tag):
            if opened.name == piece.name:
                waiting.pop()
            else:
                pieces[at] = str(piece)
        else:
            pieces[at] = str(piece)
    for at in waiting:
        pieces[at] = str(pieces[at])
    return pieces


def clean(text: str) -> str:
    """Return text composed, its lines ended by line feeds, without invisible controls."""
    lines = UNWRITABLE.sub("", LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", STACK.sub(r"\1", lines))


def paragraph(text: str) -> str:
    """Return plain words in one line, as notes and titles are written."""
    return " ".join(clean(text).split())


def visible(pieces: Iterable[str | Tag]) -> str:
    """Return what readers see; a break is one character."""
    return "".join(
        piece if isinstance(piece, str) else "\n" * (piece.part is Part.SINGLE)
        for piece in pieces
    )
