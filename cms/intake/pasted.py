"""Pasted text as a manuscript: plain, or the markup that Word, Zalo and Google Docs give.

Only what a text may hold is read; scripts, styles and everything unknown are left out.
Google Docs says bold by a style, Word marks entries of lists by a class.
"""

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from cms.intake.old_text import in_unicode, plain_in_unicode
from cms.intake.parts import (
    Heading,
    Item,
    Line,
    Manuscript,
    Paragraph,
    Part,
    Quote,
    Span,
    Table,
)

LONGEST = 2_000_000  # characters of markup
SIGNS = ("- ", "• ", "· ", "+ ", "* ", "– ")
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
ENDS_LINE = {
    *("p", "div", "li", "ul", "ol", "table", "tr", "td", "th", "blockquote", "section"),
    *("article", "header", "footer", "figure", "figcaption", "hr", "pre", "body"),
    *HEADINGS,
}
UNREAD = {
    "script",
    "style",
    "head",
    "title",
    "template",
    "svg",
    "math",
    "object",
    "xml",
}
ON = {
    "bold": re.compile(r"font-weight\s*:\s*(bold|[6-9]00)"),
    "italic": re.compile(r"font-style\s*:\s*italic"),
    "superscript": re.compile(r"vertical-align\s*:\s*super"),
}
# Google Docs wraps everything in a bold tag that says it is not bold.
NOT_BOLD = re.compile(r"font-weight\s*:\s*(normal|400)")
FONT = re.compile(r"font-family\s*:\s*[\"']*([^;\"',]+)", re.IGNORECASE)
TAGS = {"bold": {"b", "strong"}, "italic": {"i", "em"}, "superscript": {"sup"}}
# Word’s own lists: the sign stands before the text, in a comment or a span.
WORD_SIGN = re.compile(r"^\s*(?:[·•o§\-–]|(\d{1,3}|[a-z])[.)])[\s\xa0]+")
VOID = {"br", "img", "hr", "input", "meta", "link", "col", "wbr", "o:p"}


def read_plain(text: str) -> Manuscript:
    """Return plain text: a paragraph a line, entries of lists where a sign begins one."""
    lines = plain_in_unicode(text[:LONGEST]).splitlines()
    return Manuscript(tuple(_plain(line.strip()) for line in lines if line.strip()))


def read_markup(markup: str) -> Manuscript:
    """Return the text of pasted markup."""
    reader = _Reader()
    reader.feed(markup[:LONGEST])
    reader.close()
    return in_unicode(Manuscript(tuple(reader.finish())))


def _plain(line: str) -> Part:
    for sign in SIGNS:
        if line.startswith(sign):
            return Item((Span(line.removeprefix(sign).strip()),))
    return Paragraph((Span(line),))


@dataclass(frozen=True)
class _Tag:
    """An open element, and how text inside it is set."""

    name: str
    manner: Span
    is_list_entry: bool = False


@dataclass
class _Grid:
    rows: list[list[Line]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[_Tag] = []
        self._spans: list[Span] = []
        self._parts: list[Part] = []
        self._grids: list[_Grid] = []
        self._unread = 0

    def finish(self) -> list[Part]:
        self._end_line()
        while self._grids:
            self._end_grid()
        return self._parts

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNREAD:
            self._unread += 1
            return
        if tag in ENDS_LINE:
            self._end_line()
        self._start_cell(tag)
        if tag == "br":
            self._write("\n")
        if tag not in VOID:
            self._open.append(self._opened(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag in UNREAD:
            self._unread = max(0, self._unread - 1)
            return
        if tag in ENDS_LINE:
            self._end_line()
        if tag == "table" and self._grids:
            self._end_grid()
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place].name == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self._write(re.sub(r"[ \t\r\n\f\xa0]+", " ", data))

    def _write(self, text: str) -> None:
        manner = self._open[-1].manner if self._open else Span("")
        if text.strip() or self._spans:
            self._spans.append(replace(manner, text=text))

    def _opened(self, tag: str, said: dict[str, str | None]) -> _Tag:
        above = self._open[-1] if self._open else _Tag("", Span(""))
        look = said.get("style") or said.get("data-style") or ""
        style = look.lower()
        manner = _switched(tag, style, above.manner)
        if tag == "a":
            manner = replace(manner, href=said.get("href") or "")
        font = FONT.search(look)
        named = said.get("face") or (font[1].strip() if font else "")
        manner = replace(manner, font=named or manner.font)
        is_entry = (
            "MsoListParagraph" in (said.get("class") or "") or "mso-list" in style
        )
        return _Tag(tag, manner, is_list_entry=is_entry)

    def _end_line(self) -> None:
        spans, self._spans = tuple(self._spans), []
        line = self._line(spans)
        if not line.text:
            return
        if self._grids and self._grids[-1].rows and self._grids[-1].rows[-1]:
            cell = self._grids[-1].rows[-1]
            joined = (*cell[-1].spans, *([Span(" ")] if cell[-1].spans else []))
            cell[-1] = Paragraph((*joined, *spans))
        else:
            self._parts.append(line)

    def _line(self, spans: tuple[Span, ...]) -> Line:
        names = [tag.name for tag in self._open]
        heading = next((HEADINGS[name] for name in names if name in HEADINGS), None)
        if heading is not None:
            return Heading(_unbold(spans), level=heading)
        lists = [name for name in names if name in {"ul", "ol"}]
        if "li" in names or lists:
            kind = lists[-1] if lists else "ul"
            return Item(spans, is_ordered=kind == "ol", depth=max(0, len(lists) - 1))
        if any(tag.is_list_entry for tag in self._open):
            return _word_entry(spans)
        return Quote(spans) if "blockquote" in names else Paragraph(spans)

    def _start_cell(self, tag: str) -> None:
        if tag == "table":
            self._grids.append(_Grid())
        elif self._grids and tag == "tr":
            self._grids[-1].rows.append([])
        elif self._grids and tag in {"td", "th"}:
            grid = self._grids[-1]
            if not grid.rows:
                grid.rows.append([])
            grid.rows[-1].append(Paragraph(()))

    def _end_grid(self) -> None:
        """Close a table; one of a single column only sets things under each other."""
        grid = self._grids.pop()
        rows = [row for row in grid.rows if any(cell.text for cell in row)]
        if self._grids or max(map(len, rows), default=0) <= 1:
            self._parts.extend(cell for row in rows for cell in row if cell.text)
        else:
            self._parts.append(Table(tuple(map(tuple, rows))))


def _switched(tag: str, style: str, above: Span) -> Span:
    """Return how text inside an element is set, given how text around it is."""

    def is_on(name: str) -> bool:
        return tag in TAGS[name] or bool(ON[name].search(style))

    is_bold = (above.bold or is_on("bold")) and not NOT_BOLD.search(style)
    return replace(
        above,
        bold=is_bold,
        italic=above.italic or is_on("italic"),
        superscript=above.superscript or is_on("superscript"),
    )


def _unbold(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(replace(span, bold=False) for span in spans)


def _word_entry(spans: tuple[Span, ...]) -> Line:
    """Return an entry of a list as Word pastes it, without its sign."""
    text = "".join(span.text for span in spans)
    sign = WORD_SIGN.match(text)
    if sign is None:
        return Item(spans)
    return Item(tuple(_without(spans, sign.end())), is_ordered=bool(sign[1]))


def _without(spans: tuple[Span, ...], length: int) -> list[Span]:
    """Return spans without their first characters."""
    kept: list[Span] = []
    for span in spans:
        cut = min(length, len(span.text))
        length -= cut
        if span.text[cut:]:
            kept.append(replace(span, text=span.text[cut:]))
    return kept
