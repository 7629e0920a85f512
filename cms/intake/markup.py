"""Lines as the markup that text blocks store: a few tags, everything else escaped."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from urllib.parse import urlsplit

from django.utils.html import escape

from cms.intake.parts import Item, Line, Span

LINKS = {"http", "https", "mailto", "tel"}
DEEPEST = 3


def inline(line: Line) -> str:
    """Return the markup of one line, neighbours of one manner together."""
    groups = groupby(line.spans, key=_manner)
    drawn = "".join(_drawn(manner, spans) for manner, spans in groups)
    return drawn.strip().removeprefix("<br>").removesuffix("<br>").strip()


def items(lines: Iterable[Item]) -> str:
    """Return lists, those of deeper entries inside the entry above them."""
    return "".join(_lists(_Ahead(lines), 0))


def safe_link(href: str) -> str:
    """Return an address that may stand in a text, else nothing."""
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return ""
    whole = parts.netloc or parts.scheme in {"mailto", "tel"}
    return href.strip() if parts.scheme in LINKS and whole else ""


class _Ahead(Iterator[Item]):
    """Entries of a list, of which the next can be looked at."""

    def __init__(self, lines: Iterable[Item]) -> None:
        self.rest = list(lines)

    def __next__(self) -> Item:
        if not self.rest:
            raise StopIteration
        return self.rest.pop(0)

    def goes_on(self, depth: int) -> bool:
        return bool(self.rest) and min(self.rest[0].depth, DEEPEST) >= depth


def _lists(ahead: _Ahead, depth: int) -> Iterator[str]:
    while ahead.goes_on(depth):
        tag = "ol" if ahead.rest[0].is_ordered else "ul"
        yield f"<{tag}>{_entries(ahead, depth, tag)}</{tag}>"


def _entries(ahead: _Ahead, depth: int, tag: str) -> str:
    drawn = ""
    while ahead.goes_on(depth) and ("ol" if ahead.rest[0].is_ordered else "ul") == tag:
        entry = inline(next(ahead))
        inner = "".join(_lists(ahead, depth + 1)) if depth < DEEPEST else ""
        drawn += f"<li>{entry}{inner}</li>"
    return drawn


Manner = tuple[bool, bool, bool, str]


def _manner(span: Span) -> Manner:
    return span.bold, span.italic, span.superscript, safe_link(span.href)


def _drawn(manner: Manner, spans: Iterable[Span]) -> str:
    bold, italic, superscript, href = manner
    text = "".join(span.text for span in spans)
    drawn = "<br>".join(escape(row) for row in text.replace("\xad", "").split("\n"))
    if not text.strip():
        return drawn
    for is_on, tag in ((superscript, "sup"), (italic, "i"), (bold, "b")):
        drawn = f"<{tag}>{drawn}</{tag}>" if is_on else drawn
    return f'<a href="{escape(href)}">{drawn}</a>' if href else drawn
