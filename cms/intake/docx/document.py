"""A Word file from its first paragraph to its last."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import IO
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from cms.intake.docx.archive import Archive, UnreadableFileError
from cms.intake.docx.names import attribute, child, local, value
from cms.intake.docx.runs import Found, RunReader
from cms.intake.docx.styles import Numbering, Styles
from cms.intake.old_text import in_unicode
from cms.intake.parts import (
    Heading,
    Item,
    Line,
    Manuscript,
    Paragraph,
    Part,
    Picture,
    Quote,
    Table,
)

MOST_PARAGRAPHS = 20_000
DEEPEST = 20  # tables in tables in boxes
# Around paragraphs, and nothing by themselves.
WRAPPINGS = {
    "sdt",
    "sdtContent",
    "ins",
    "moveTo",
    "customXml",
    "AlternateContent",
    "Choice",
}
LONGEST_CAPTION = 400
# What a caption begins with where no style says that it is one; the first for pictures.
PICTURE_WORDS = ("ảnh", "hình", "trong ảnh", "picture", "figure")
TABLE_WORDS = ("bảng", "biểu", "table")


def read_docx(file: IO[bytes]) -> Manuscript:
    """Return what a Word file says. Raises ``UnreadableFileError`` with words for people."""
    archive = Archive(file)
    root = archive.xml(archive.main)
    body = child(root, "body")
    if body is None:
        raise UnreadableFileError(_("The Word file holds no text."))
    reader = _Reader(
        archive,
        Styles(archive.part_of_kind("styles")),
        Numbering(archive.part_of_kind("numbering")),
    )
    parts = tuple(reader.parts(body, 0))
    read = in_unicode(Manuscript(parts, tuple(sorted(reader.left_out))))
    return replace(read, parts=tuple(captioned(read.parts)))


@dataclass
class _Reader:
    archive: Archive
    styles: Styles
    numbering: Numbering
    left_out: set[str] = field(default_factory=set)
    read: int = 0

    def parts(self, parent: Element, depth: int) -> Iterator[Part]:
        if depth > DEEPEST:
            raise UnreadableFileError(_("The Word file is nested too deeply."))
        for one in parent:
            name = local(one)
            if name == "p":
                yield from self._paragraph(one, depth)
            elif name == "tbl":
                yield from self._table(one, depth)
            elif name in WRAPPINGS:
                yield from self.parts(one, depth + 1)

    def _paragraph(self, paragraph: Element, depth: int) -> Iterator[Part]:
        self.read += 1
        if self.read > MOST_PARAGRAPHS:
            raise UnreadableFileError(_("The Word file is too long for one item."))
        properties = child(paragraph, "pPr")
        found = RunReader(self.archive, self.styles, properties).read(paragraph)
        self.left_out |= found.left_out
        line = self._line(found, properties)
        if line.text:
            yield line
        yield from found.pictures
        for box in found.boxes:
            yield from self.parts(box, depth + 1)

    def _line(self, found: Found, properties: Element | None) -> Line:
        spans = tuple(found.spans)
        level = self.styles.level(properties)
        if level is not None:
            return Heading(spans, level=level)
        if self.styles.is_quote(properties):
            return Quote(spans)
        key, depth = self.styles.numbering(properties)
        if key:
            return Item(
                spans, is_ordered=self.numbering.is_ordered(key, depth), depth=depth
            )
        return Paragraph(spans, is_caption=self.styles.is_caption(properties))

    def _table(self, table: Element, depth: int) -> Iterator[Part]:
        """Yield a table; one of a single column only sets things under each other."""
        rows = [list(_cells(row)) for row in _rows(table)]
        if max(map(len, rows), default=0) <= 1:
            for cell in (cell for row in rows for cell in row):
                yield from self.parts(cell, depth + 1)
            return
        beside: list[Part] = []
        yield Table(tuple(tuple(self._row(row, depth, beside)) for row in rows))
        yield from beside

    def _row(
        self, cells: list[Element], depth: int, beside: list[Part]
    ) -> Iterator[Line]:
        for cell in cells:
            yield self._cell(cell, depth, beside)
            span = value(cell, "tcPr", "gridSpan")
            for _more in range(min(int(span), 60) - 1 if span.isdigit() else 0):
                yield Paragraph(())

    def _cell(self, cell: Element, depth: int, beside: list[Part]) -> Line:
        merged = child(cell, "tcPr", "vMerge")
        if merged is not None and attribute(merged, "val") != "restart":
            return Paragraph(())
        lines: list[Line] = []
        for part in self.parts(cell, depth + 1):
            if isinstance(part, Line):
                lines.append(part)
            else:
                beside.append(part)
        return Paragraph(tuple(_joined(lines)))


def _rows(table: Element) -> Iterator[Element]:
    for one in table:
        if local(one) == "tr":
            yield one
        elif local(one) in WRAPPINGS:
            yield from _rows(one)


def _cells(row: Element) -> Iterator[Element]:
    for one in row:
        if local(one) == "tc":
            yield one
        elif local(one) in WRAPPINGS:
            yield from _cells(one)


def _joined(lines: list[Line]) -> Iterator:
    for place, line in enumerate(lines):
        if place and line.spans:
            yield replace(line.spans[0], text=" ")
        yield from line.spans


def captioned(parts: tuple[Part, ...]) -> Iterator[Part]:
    """Give pictures the caption under them, and tables the one above or under them."""
    rest = list(parts)
    while rest:
        part = rest.pop(0)
        after = rest[0] if rest else None
        if isinstance(part, Picture) and (words := _caption(after, PICTURE_WORDS)):
            del rest[0]
            yield replace(part, caption=words)
        elif isinstance(after, Table) and (words := _caption(part, TABLE_WORDS)):
            del rest[0]
            yield replace(after, caption=words)
        elif isinstance(part, Table) and (words := _styled_caption(after)):
            del rest[0]
            yield replace(part, caption=words)
        else:
            yield part


def _caption(part: Part | None, words: tuple[str, ...]) -> str:
    """Return a caption's text: one by its style, or by its first word and its look."""
    if not isinstance(part, Paragraph) or len(part.text) > LONGEST_CAPTION:
        return ""
    first = part.text.casefold()
    begins = any(first.startswith((f"{word} ", f"{word}:")) for word in words)
    is_one = part.is_caption or (begins and _is_set_apart(part))
    return part.text if is_one else ""


def _is_set_apart(part: Paragraph) -> bool:
    """Tell a caption from a sentence that begins with the same word: it is in italics."""
    written = [span for span in part.spans if span.text.strip()]
    return all(span.italic for span in written) or ":" in part.text[:20]


def _styled_caption(part: Part | None) -> str:
    return part.text if isinstance(part, Paragraph) and part.is_caption else ""
