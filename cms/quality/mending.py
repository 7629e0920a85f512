"""Mending what a machine can mend, in every text of a page, plain or with marks."""

import html
import re
from collections.abc import Callable, Mapping
from typing import Any

from cms.core.models import BasePage
from cms.core.plain_text import READ
from cms.quality.findings import Fix
from cms.quality.material import PARAGRAPH, WORDED, streams_of, unwrapped
from cms.quality.rules.text import SPACES
from search.legacy import detect, to_unicode
from search.text import nfc

TAG = re.compile(r"(<[^>]*>)")
BESIDE_MARKS = re.compile(r"(?<=>)[ \u00a0]{2,}|[ \u00a0]{2,}(?=<)")
WORDS = {*READ, "alt_text"}
Mend = Callable[[str], str]


def mend_page(page: BasePage, fix: Fix) -> bool:
    """Mend all words of a page in memory; tell whether anything is different now."""
    changed = [_mend_field(page, name, fix) for name in WORDED]
    changed += [_mend_stream(page, name, fix) for name in streams_of(page)]
    return any(changed)


def mended(text: str, fix: Fix) -> str:
    """Return a text without what the fix is for."""
    mend = MENDS[fix]
    if "<" not in text:
        return mend(text)
    if fix == Fix.DECODE:
        return _decoded_marked(text)
    return "".join(
        part if part.startswith("<") else _between_marks(part, mend)
        for part in TAG.split(_single_spaced(text, fix))
    )


def _single_spaced(text: str, fix: Fix) -> str:
    """Put blanks together that stand before or after a mark."""
    return BESIDE_MARKS.sub(" ", text) if fix == Fix.SPACES else text


def _between_marks(part: str, mend: Mend) -> str:
    return html.escape(mend(html.unescape(part)), quote=False)


def _decoded(text: str) -> str:
    encoding = detect(text)
    return to_unicode(text, encoding) if encoding else text


def _decoded_marked(text: str) -> str:
    """Ask of each paragraph as a whole: a word alone doesn't tell its encoding."""
    ends = PARAGRAPH.findall(text)
    paragraphs = PARAGRAPH.split(text)
    whole = [_paragraph(part) for part in paragraphs]
    return "".join(part + end for part, end in zip(whole, [*ends, ""], strict=True))


def _paragraph(part: str) -> str:
    encoding = detect(html.unescape(TAG.sub("", part)))
    if encoding is None:
        return part
    return "".join(
        piece
        if piece.startswith("<")
        else _between_marks(piece, lambda words: to_unicode(words, encoding))
        for piece in TAG.split(part)
    )


def _without_spaces(text: str) -> str:
    return SPACES.sub(_one_or_none, text)


def _one_or_none(found: re.Match[str]) -> str:
    """Return one space between words, none before a mark and for what nobody sees."""
    following = found.string[found.end() : found.end() + 1]
    between = len(found[0]) > 1 and following not in {*",;:!?."}
    return " " if between else ""


MENDS: Mapping[Fix, Mend] = {
    Fix.COMPOSE: nfc,
    Fix.DECODE: _decoded,
    Fix.SPACES: _without_spaces,
}


def _mend_field(page: BasePage, name: str, fix: Fix) -> bool:
    before = getattr(page, name, None)
    if not isinstance(before, str):
        return False
    after = mended(before, fix)
    setattr(page, name, after)
    return after != before


def _mend_stream(page: BasePage, name: str, fix: Fix) -> bool:
    body = getattr(page, name)
    before = [dict(block) for block in body.raw_data]
    after = [
        {**block, "value": _mend_value(block["value"], block["type"], fix)}
        for block in before
    ]
    if after != before:
        setattr(page, name, body.stream_block.to_python(after))
    return after != before


def _mend_value(value: Any, name: str, fix: Fix) -> Any:
    if isinstance(value, str):
        return mended(value, fix) if name in WORDS else value
    if isinstance(value, Mapping):
        inner = name if unwrapped(value) is not value else ""
        return {
            key: _mend_value(part, inner if key == "value" else key, fix)
            for key, part in value.items()
        }
    if isinstance(value, list):
        return [_mend_value(part, name, fix) for part in value]
    return value
