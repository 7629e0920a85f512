"""The words of a body, without loading what it shows."""

import html
from collections.abc import Iterator
from typing import Any

from django.utils.html import strip_tags
from wagtail.blocks.stream_block import StreamValue

# Where words stand, in every block of an article and its parts. Names, addresses and
# keys of files are no text.
READ = {"text", "heading", "title", "caption", "attribution", "values"}


def plain_text(body: StreamValue) -> str:
    """Return what a body says, from its stored form."""
    parts = [
        part
        for block in body.raw_data
        for part in _words(block["value"], block["type"])
    ]
    return " ".join(parts)


def _words(value: Any, name: str) -> Iterator[str]:
    if isinstance(value, str) and name in READ:
        # A space for every tag: words of two paragraphs are two.
        yield " ".join(html.unescape(strip_tags(value.replace("<", " <"))).split())
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _words(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner, name)
