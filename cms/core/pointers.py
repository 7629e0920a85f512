"""Things about items that other rooms point to: a report of a reader, a takedown.

Features do not know each other. Whoever has such things says how somebody writes one
down (a receipt code, a number), how it is called, and where it is opened; whoever points
keeps its kind and key (``cms.directives``).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.utils.functional import Promise

from cms.core.models import EditorialRecord

# What somebody typed, and who: the thing that this person may look at, or None.
Find = Callable[[str, AbstractUser], Any]


@dataclass(frozen=True)
class Pointer:
    """One kind of thing. ``record_of`` tells which item it is about."""

    kind: str
    label: str | Promise
    find: Find
    by_keys: Callable[[list[int]], dict[int, Any]]
    record_of: Callable[[Any], EditorialRecord]
    title: Callable[[Any], str]
    url: Callable[[Any], str]


_pointers: dict[str, Pointer] = {}


def register_pointer(pointer: Pointer) -> None:
    """Let others point to a kind of thing; once for each kind."""
    if pointer.kind in _pointers:
        raise RuntimeError(f"{pointer.kind} is pointed to already")
    _pointers[pointer.kind] = pointer


def pointers() -> list[Pointer]:
    return list(_pointers.values())


def pointer_of(kind: str) -> Pointer | None:
    return _pointers.get(kind)
