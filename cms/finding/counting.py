"""Counting hits by what they can be narrowed to, without asking again.

One query counts the hits of every kind, section and year together; each list of choices
is then counted under all *other* choices, so that a number says what a click will show.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any


@dataclass(frozen=True)
class Bunch:
    """Hits of one kind, under one section, of one year."""

    kind: str
    area: str  # the section's path in the tree; longer or shorter for what is in none
    year: int | None
    number: int


@dataclass(frozen=True)
class Narrowed:
    """What was chosen; None chooses everything."""

    kind: str | None = None
    area: str | None = None
    year: int | None = None

    def keeps(self, bunch: Bunch, *, but: str = "") -> bool:
        """Tell whether the choices keep a bunch, one of them left aside."""
        return all(
            getattr(self, name) in {None, getattr(bunch, name)}
            for name in ("kind", "area", "year")
            if name != but
        )


def total(bunches: Iterable[Bunch], chosen: Narrowed) -> int:
    return sum(bunch.number for bunch in bunches if chosen.keeps(bunch))


def numbers(bunches: Iterable[Bunch], chosen: Narrowed, name: str) -> "Counter[Any]":
    """Return how many hits each value of one choice would show."""
    counted: Counter[Any] = Counter()
    value = attrgetter(name)
    for bunch in bunches:
        if chosen.keeps(bunch, but=name):
            counted[value(bunch)] += bunch.number
    return counted
