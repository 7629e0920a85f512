"""Rules of how words are written: length, composition, encoding, spaces, gaps."""

import re
from collections.abc import Iterator
from typing import TypedDict

from django.utils.translation import gettext as _

from cms.quality.findings import Fix, Hit
from cms.quality.lookups import Subject
from cms.quality.material import Passage
from cms.quality.strictness import Strictness
from search.legacy import detect
from search.text import nfc

EXCERPT = 60
# Two spaces, a space before a mark that closes, or one that nobody sees. Zero-width
# joiners are kept: other scripts of the house's languages need them.
SPACES = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)|(?<=\w)[ \u00a0]+(?=[,;:!?](?:\s|$))|(?<=\w) +(?=\.(?:\s|$))|[\u200b\ufeff]")  # fmt: skip
BLANK = r"(?:…|\.{3,}|_{2,})"
GAPS = tuple(
    re.compile(pattern)
    for pattern in (
        # “TK” alone; “TK XX”, “TK 20” are centuries, “số TK” an account.
        r"(?<![\w.])(?<!số )(?<!Số )TK(?![\w.])(?!\s*(?:[IVX]+\b|:?\s*\d))",
        r"\b[xX]?x{3,}\b(?!\.)",
        r"\bX{4,}\b",
        r"(?i:\blorem ipsum\b)",
        r"\[(?:…|\.{3}|[^\W\d_][^\]\[]{0,30})\]",
        r"_{3,}",
        r"\?{3,}",
        rf"(?i:\b(?:ngày|tháng|năm|lúc|hồi|số|ông|bà|đồng chí)) ?{BLANK}",
        r"(?i:\((?:cập nhật|bổ sung|điền|chèn)(?: ảnh| tên| số liệu)? sau\))",
        r"(?i:\bchèn ảnh\b)",
    )
)
# Brackets that tell something: notes, and how a quotation was shortened.
TELLING = {"...", "…", "sic"}


def excerpt(words: str, start: int, end: int) -> str:
    """Return the words around a place, whole words only."""
    first = max(0, start - EXCERPT // 2)
    last = max(end, start + EXCERPT // 2)
    inside = words[first:last]
    if first:
        inside = inside.partition(" ")[2] or inside
    if last < len(words):
        inside = inside.rpartition(" ")[0] or inside
    return inside.strip()


class Spot(TypedDict):
    """Where something stands, as a hit takes it."""

    field: str
    block: str
    excerpt: str


def about(passage: Passage, found: re.Match[str] | None = None) -> Spot:
    """Return where a passage stands and what it says there, for a hit."""
    span = found.span() if found else (0, 0)
    return {
        "field": passage.place.field,
        "block": passage.place.block,
        "excerpt": excerpt(passage.words, *span),
    }


def title_length(subject: Subject, limits: Strictness) -> Iterator[Hit]:
    length, most = len(subject.material.title), limits.most
    if most is not None and length > most:
        yield Hit(
            _("The title has %(length)d characters.") % {"length": length},
            _("Say it in %(most)d at most.") % {"most": most},
            field="title",
        )


def not_composed(subject: Subject, limits: Strictness) -> Iterator[Hit]:
    """ED-11: composed text (NFC) everywhere; two spellings of a word are two words."""
    for passage in subject.material.passages:
        if nfc(passage.words) != passage.words:
            yield Hit(
                _("Letters and their marks are stored apart."),
                _("Let the machine put them together."),
                **about(passage),
                fix=Fix.COMPOSE,
            )


def legacy_encoding(subject: Subject, limits: Strictness) -> Iterator[Hit]:
    """ED-11: text is Unicode; TCVN3 and VNI come with pasted documents."""
    for passage in subject.material.passages:
        encoding = detect(passage.words)
        if encoding:
            yield Hit(
                _("This is written in %(encoding)s, from before Unicode.")
                % {"encoding": encoding.upper()},
                _("Let the machine turn it into Unicode, and read it once more."),
                **about(passage),
                fix=Fix.DECODE,
            )


def spaces(subject: Subject, limits: Strictness) -> Iterator[Hit]:
    for passage in subject.material.passages:
        found = SPACES.search(passage.words)
        if found:
            yield Hit(
                _("There is a space too many."),
                _("Let the machine take it out."),
                **about(passage, found),
                fix=Fix.SPACES,
            )


def placeholder(subject: Subject, limits: Strictness) -> Iterator[Hit]:
    """Words that stand for words still to come."""
    for passage in subject.material.passages:
        found = gap_in(passage.words, is_quoted=passage.is_quoted)
        if found:
            yield Hit(
                _("“%(words)s” stands for something still to be written.")
                % {"words": found[0]},
                _("Write what belongs there, or take it out."),
                **about(passage, found),
            )


def gap_in(words: str, *, is_quoted: bool) -> re.Match[str] | None:
    """Return the first placeholder of a text; none of what shortens a quotation."""
    hits = (found for gap in GAPS for found in gap.finditer(words))
    for found in sorted(hits, key=lambda one: one.start()):
        inside = found[0].strip("[]").strip()
        shortened = found[0].startswith("[") and inside.lower() in TELLING
        if not shortened and not (is_quoted and found[0].startswith("[")):
            return found
    return None
