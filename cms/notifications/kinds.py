"""Kinds of notification: rooms register theirs when apps are ready."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from cms.core.models import EditorialRecord


class Mode(models.TextChoices):
    INSTANT = "instant", pgettext_lazy("a notification", "At once")
    DIGEST = "digest", pgettext_lazy("a notification", "Once a day")
    OFF = "off", pgettext_lazy("a notification", "Not by mail")


@dataclass(frozen=True)
class Told:
    """What a line of a letter may say. ``item`` is a title, or words in its place."""

    item: str
    record_id: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


Known = Callable[[Any, Collection[int]], set[int]]


def of_readers(person: Any, records: Collection[int]) -> set[int]:
    """Return of some records those that a person reads now, secrets left out."""
    rows = EditorialRecord.objects.visible_to(person).filter(pk__in=records)
    return set(rows.values_list("pk", flat=True))


@dataclass(frozen=True)
class Kind:
    """How one kind is told.

    ``line`` is asked while a letter is written, so that no table holds its words; ``link``
    is a path of the administration. ``known`` says which items a person may still know of.
    A required kind is told at once, day and night, and nobody switches it off.
    """

    name: str
    label: str | Promise
    line: Callable[[Told], str]
    link: Callable[[Told], str]
    mode: str = Mode.INSTANT
    is_required: bool = False
    known: Known = of_readers


_kinds: dict[str, Kind] = {}


def register_kind(kind: Kind) -> None:
    """Let a room tell something; once for each name."""
    if kind.name in _kinds:
        raise RuntimeError(f"{kind.name} is told already")
    _kinds[kind.name] = kind


def kind_of(name: str) -> Kind:
    """Return a kind by its name. Raises ``KeyError`` for none."""
    return _kinds[name]


def known_kinds() -> list[Kind]:
    """Return all kinds in the order in which rooms registered them."""
    return list(_kinds.values())


def kinds_to_choose() -> list[Kind]:
    """Return those of which people may say how they want to be told."""
    return [kind for kind in _kinds.values() if not kind.is_required]
