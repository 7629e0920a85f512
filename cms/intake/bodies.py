"""Manuscripts as the stored form of an article's body (``cms.core.blocks``)."""

import uuid
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from cms.intake.markup import inline, items
from cms.intake.parts import (
    Heading,
    Item,
    Line,
    Manuscript,
    Part,
    Picture,
    Quote,
    Table,
)

Raw = dict[str, Any]
LONGEST_HEADING = 200
LONGEST_CAPTION = 400
LONGEST_TABLE_CAPTION = 255
LONGEST_ALT = 255


def body_of(manuscript: Manuscript, images: Sequence[int]) -> list[Raw]:
    """Return the blocks of a manuscript; ``images`` are the keys of its pictures."""
    keys = iter(images)
    tables = 0
    blocks: list[Raw] = []
    for is_text, parts in groupby(manuscript.parts, key=_is_text):
        if is_text:
            blocks.extend(_texts(list(parts)))
            continue
        for part in parts:
            tables += isinstance(part, Table)
            blocks.append(_standing(part, keys, tables))
    return [block for block in blocks if block["value"]]


def figure(image: int, caption: str, alt: str = "") -> Raw:
    """Return a block of one picture."""
    value = {
        "image": image,
        "caption": caption[:LONGEST_CAPTION],
        "credit_text": "",
        "alt_text": alt[:LONGEST_ALT],
    }
    return _block("figure", value)


def _is_text(part: Part) -> bool:
    """Tell what flows into one block of text; a heading too long for one does, too."""
    if isinstance(part, Heading):
        return len(part.text) > LONGEST_HEADING
    return isinstance(part, Line) and not isinstance(part, Quote)


def _texts(parts: list[Part]) -> Iterator[Raw]:
    drawn = ""
    for is_list, lines in groupby(parts, key=lambda part: isinstance(part, Item)):
        if is_list:
            drawn += items(line for line in lines if isinstance(line, Item))
        else:
            drawn += "".join(map(_paragraph, lines))
    if drawn:
        yield _block("text", drawn)


def _paragraph(part: Part) -> str:
    drawn = inline(part) if isinstance(part, Line) else ""
    if isinstance(part, Heading):
        drawn = f"<b>{drawn}</b>"
    return f"<p>{drawn}</p>" if drawn else ""


def _standing(part: Part, keys: Iterator[int], number: int) -> Raw:
    if isinstance(part, Picture):
        return figure(next(keys), part.caption, part.alt)
    if isinstance(part, Table):
        return _block("table", _table(part, number))
    if isinstance(part, Quote):
        return _block("quote", part.text and {"text": part.text, "attribution": ""})
    return _block("heading", part.text if isinstance(part, Heading) else "")


def _table(table: Table, number: int) -> Raw:
    """Return a table whose first row is its heading, every row of one length.

    Editors are asked for a caption; one that the writer did not give is a number.
    """
    width = max((len(row) for row in table.rows), default=0)
    rows = [
        [line.text for line in row] + [""] * (width - len(row)) for row in table.rows
    ]
    if not rows:
        return {}
    caption = table.caption or _("Table %(number)d") % {"number": number}
    return {
        "caption": caption[:LONGEST_TABLE_CAPTION],
        "table": {
            "columns": [{"type": "text", "heading": cell} for cell in rows[0]],
            "rows": [{"values": row} for row in rows[1:]],
            "caption": "",
        },
    }


def _block(name: str, value: Any) -> Raw:
    return {"type": name, "value": value, "id": str(uuid.uuid4())}
