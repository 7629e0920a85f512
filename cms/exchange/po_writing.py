"""Writing PO: UTF-8, a line of text a line, the key of a segment as its context."""

import textwrap
from collections.abc import Iterator

from cms.exchange.bundle import Bundle, Segment, State
from cms.exchange.languages import to_gettext
from cms.exchange.markup import canonical, paragraph
from cms.exchange.po_reading import (
    BUNDLE_ID,
    FUZZY,
    MACHINE,
    MAX_LENGTH,
    REVIEWED,
    SOURCE_LANGUAGE,
    TITLE,
)

NOTE_WIDTH = 74  # tools fold longer lines, where they like
ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})


def write_po(bundle: Bundle) -> bytes:
    """Return the same bytes for the same bundle."""
    entries = [_header(bundle), *map(_entry, bundle.segments)]
    return "\n".join(
        "".join(f"{line}\n" for line in lines) for lines in entries
    ).encode()


def _header(bundle: Bundle) -> list[str]:
    said = {
        TITLE: paragraph(bundle.title),
        "Language": to_gettext(bundle.target_language),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        SOURCE_LANGUAGE: to_gettext(bundle.source_language),
        BUNDLE_ID: bundle.id,
    }
    text = "".join(f"{name}: {value}\n" for name, value in said.items())
    return ['msgid ""', *_field("msgstr", text)]


def _entry(segment: Segment) -> list[str]:
    note = textwrap.wrap(
        paragraph(segment.note),
        NOTE_WIDTH,
        break_long_words=False,
        break_on_hyphens=False,
    )
    flags = ", ".join(_flags(segment))
    return [
        *(f"#. {line}" for line in note),
        *([f"#, {flags}"] if flags else []),
        *_field("msgctxt", segment.key),
        *_field("msgid", canonical(segment.source)),
        *_field("msgstr", canonical(segment.target)),
    ]


def _flags(segment: Segment) -> Iterator[str]:
    if segment.state is State.DRAFT:
        yield FUZZY
    if segment.max_length is not None:
        yield f"{MAX_LENGTH}{segment.max_length}"
    if segment.is_machine:
        yield MACHINE
    if segment.state is State.REVIEWED:
        yield REVIEWED


def _field(keyword: str, text: str) -> list[str]:
    lines = [f'"{line.translate(ESCAPES)}"' for line in text.split("\n")]
    if len(lines) == 1:
        return [f"{keyword} {lines[0]}"]
    ended = [f'{line[:-1]}\\n"' for line in lines[:-1]]
    last = [] if lines[-1] == '""' else [lines[-1]]
    return [f'{keyword} ""', *ended, *last]
