"""Showing where the words stand: markup that is safe whatever was typed or written.

Folding changes no length of composed text, so one look at the text serves all engines.
"""

from collections.abc import Iterable
from itertools import takewhile
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.plan import Plan
from search.text import TOKEN, canon, fold, nfc

AROUND = 240
BEFORE = 60
CUT = "…"
# Of a very long text not every place is weighed against every other.
PLACES_WEIGHED = 200


class Place(NamedTuple):
    """Where a word that was asked for stands."""

    start: int
    stop: int
    word: str  # without marks


def marked(text: str, plan: Plan) -> SafeString:
    """Return the text with the words that were asked for in ``<mark>``.

    Neighbours are marked together.
    """
    text = nfc(text)
    parts, end = [], 0
    for start, stop in _runs(text, _places(text, plan)):
        parts += [escape(text[end:start]), f"<mark>{escape(text[start:stop])}</mark>"]
        end = stop
    parts.append(escape(text[end:]))
    return mark_safe("".join(parts))  # noqa: S308 - every part was escaped


def excerpt(text: str, plan: Plan) -> SafeString:
    """Return the stretch of a text in which most of the words stand, marked."""
    text = " ".join(nfc(text).split())
    start = _beginning(text, _places(text, plan))
    stop = _end(text, start)
    opening = CUT if start else ""
    closing = CUT if stop < len(text) else ""
    cut = marked(text[start:stop].strip(), plan)
    return mark_safe(f"{opening}{cut}{closing}")  # noqa: S308 - the cut is escaped


def _places(text: str, plan: Plan) -> list[Place]:
    """Return where the words stand as they were spelt, else where they would.

    Who asks for “hóa” is not shown “hòa”, unless the text has no other.
    """
    spelt = {word.written for word in plan.all_words if word.is_marked}
    wanted = {word.folded for word in plan.all_words}
    found: dict[str, list[Place]] = {}
    exact: dict[str, list[Place]] = {}
    for match in TOKEN.finditer(text):
        word = fold(match[0])
        if word in wanted:
            place = Place(*match.span(), word)
            found.setdefault(word, []).append(place)
            if spelt and canon(match[0]) in spelt:
                exact.setdefault(word, []).append(place)
    return sorted(place for places in (found | exact).values() for place in places)


def _runs(text: str, places: Iterable[Place]) -> list[tuple[int, int]]:
    """Join places between which there is only a blank."""
    runs: list[tuple[int, int]] = []
    for start, stop, _word in places:
        if runs and text[runs[-1][1] : start].isspace():
            runs[-1] = (runs[-1][0], stop)
        else:
            runs.append((start, stop))
    return runs


def _beginning(text: str, places: list[Place]) -> int:
    """Return where most different words are seen together, the first such place."""
    if len(text) <= AROUND or not places:
        return 0
    weighed = places[:PLACES_WEIGHED]
    best = max(
        range(len(weighed)), key=lambda first: (_seen_from(weighed, first), -first)
    )
    start = max(0, weighed[best].start - BEFORE)
    return text.rfind(" ", 0, start) + 1


def _seen_from(places: list[Place], first: int) -> int:
    """Return how many different words stand in the stretch that begins at a place."""
    limit = places[first].start + AROUND - BEFORE
    seen = takewhile(lambda place: place.stop <= limit, places[first:])
    return len({place.word for place in seen})


def _end(text: str, start: int) -> int:
    """Return the end of the last whole word; a text without blanks is cut anywhere."""
    limit = start + AROUND
    if limit >= len(text):
        return len(text)
    blank = text.rfind(" ", start, limit)
    return blank if blank > start else limit
