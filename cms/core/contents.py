"""The table of contents of a long page of text: its headings, each with an address."""

from collections.abc import Iterator
from dataclasses import dataclass

from wagtail.blocks.stream_block import StreamValue

from search.text import slugify

LONG = 4  # headings from which on a page has a table of contents
# No heading may take the id of the page's main part or of its menu.
PREFIX = "phan-"


@dataclass(frozen=True)
class Heading:
    title: str
    anchor: str


def contents_of(body: StreamValue) -> list[Heading]:
    """Return the headings of a body in order, no two with one anchor."""
    titles = [block["value"] for block in body.raw_data if block["type"] == "heading"]
    taken: set[str] = set()
    return [Heading(title, _anchor(title, taken)) for title in titles]


def anchors_for(headings: list[Heading]) -> Iterator[str]:
    """Return what heading blocks take their ids from, one after the other."""
    return iter([heading.anchor for heading in headings])


def _anchor(title: str, taken: set[str]) -> str:
    plain = PREFIX + (slugify(title) or "1")
    anchor, number = plain, 2
    while anchor in taken:
        anchor, number = f"{plain}-{number}", number + 1
    taken.add(anchor)
    return anchor
