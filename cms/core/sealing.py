"""Where words about an item stand, besides its pages (ADR 0042).

The meeting place of whoever keeps such words and of ``cms.takedown``, which puts them
under seal when an item is stopped, and removes them for good when it is purged. Whoever
stores what people write about an item registers it here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from cms.core.models import EditorialRecord

Rows = Callable[[EditorialRecord, list[int]], "QuerySet[Any]"]


@dataclass(frozen=True)
class Words:
    """Rows that say something of an item, and what their columns hold without it.

    ``rows`` is asked with the record and the keys of the item's pages.
    """

    name: str
    rows: Rows
    blank: Mapping[str, Any]


_words: dict[str, Words] = {}


def register_words(words: Words) -> None:
    """Name what stands elsewhere about an item; once for each kind of row."""
    if words.name in _words:
        raise RuntimeError(f"{words.name} is under seal already")
    _words[words.name] = words


def words_elsewhere() -> list[Words]:
    return list(_words.values())
