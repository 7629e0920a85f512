"""Manuscripts in the encodings from before Unicode become Unicode (ED-11).

What a font says is believed, unless its text has letters that only Unicode has: people
type Unicode in files whose style still names .VnTime. Text that says nothing is asked.
"""

from collections.abc import Callable
from dataclasses import replace

from cms.intake.parts import Line, Manuscript, Part, Span, Table, lines_of
from search.legacy import (
    Encoding,
    detect,
    font_encoding,
    is_capital_font,
    is_unicode_vietnamese,
    to_unicode,
)
from search.text import nfc


def in_unicode(manuscript: Manuscript) -> Manuscript:
    """Return the manuscript with all its text composed Unicode."""
    lines = lines_of(manuscript.parts)
    trusted = _trusted_fonts(lines)
    rest = " ".join(_text_without(line, trusted) for line in lines)
    assumed = detect(rest)

    def convert(line: Line) -> Line:
        own = assumed or detect(_text_without(line, trusted))
        return replace(
            line, spans=tuple(_converted(span, trusted, own) for span in line.spans)
        )

    parts = tuple(_with_lines(part, convert) for part in manuscript.parts)
    return replace(manuscript, parts=parts)


def plain_in_unicode(text: str) -> str:
    """Return plain text, each of its lines read as the whole or the line itself says."""
    whole = detect(text)
    return "\n".join(_read(line, whole or detect(line)) for line in text.splitlines())


def _trusted_fonts(lines: list[Line]) -> set[Encoding]:
    written: dict[Encoding, str] = {}
    for line in lines:
        for span in line.spans:
            if encoding := font_encoding(span.font):
                written[encoding] = written.get(encoding, "") + span.text
    return {name for name, text in written.items() if not is_unicode_vietnamese(text)}


def _text_without(line: Line, trusted: set[Encoding]) -> str:
    return "".join(
        span.text for span in line.spans if font_encoding(span.font) not in trusted
    )


def _converted(span: Span, trusted: set[Encoding], assumed: Encoding | None) -> Span:
    encoding = font_encoding(span.font)
    if encoding in trusted:
        text = to_unicode(span.text, encoding, capital=is_capital_font(span.font))
    else:
        text = _read(span.text, assumed)
    return replace(span, text=text)


def _read(text: str, encoding: Encoding | None) -> str:
    """Return text read as an encoding, where nothing in it contradicts."""
    if encoding is None or is_unicode_vietnamese(text):
        return nfc(text)
    return to_unicode(text, encoding)


def _with_lines(part: Part, convert: Callable[[Line], Line]) -> Part:
    if isinstance(part, Line):
        return convert(part)
    if isinstance(part, Table):
        rows = tuple(tuple(convert(line) for line in row) for row in part.rows)
        return replace(part, rows=rows)
    return part
