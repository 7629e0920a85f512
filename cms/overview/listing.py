"""The overview narrowed and put in order."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cms.overview.rows import UnitRow
from search.text import fold, sort_key, tokens
from sites.models import UnitKind

LONG_AGO = datetime.min.replace(tzinfo=UTC)
TIERS = {kind.value: place for place, kind in enumerate(UnitKind)}


class Order(TextChoices):
    NEEDS = "needs", _("Most in need first")
    NAME = "name", _("By name")
    TIER = "tier", _("By tier")
    SILENCE = "silence", _("Silent longest first")
    ITEMS = "items", _("Most items first")


def narrowed(rows: Iterable[UnitRow], wanted: dict[str, Any]) -> list[UnitRow]:
    """Return the rows that answer every question that was asked.

    What is over is left out until its state is asked for.
    """
    kept = list(rows)
    tests: list[Callable[[UnitRow], bool]] = [_stands(wanted.get("state", ""))]
    if under := wanted.get("under"):
        inside = below(kept, under)
        tests.append(lambda row: row.pk in inside)
    if kind := wanted.get("kind"):
        tests.append(lambda row: row.kind == kind)
    if need := wanted.get("need"):
        tests.append(lambda row: need in row.needs)
    words = tokens(wanted.get("q", ""))
    tests.append(lambda row: all(word in fold(_text(row)) for word in words))
    return [row for row in kept if all(test(row) for test in tests)]


def offices_among(rows: Sequence[UnitRow]) -> list[tuple[int, str]]:
    """Return the units that have others below them, to choose one of."""
    above = {row.parent_id for row in rows}
    offices = [row for row in rows if row.pk in above]
    return [(row.pk, row.name) for row in ordered(offices, Order.NAME)]


def below(rows: Iterable[UnitRow], top: int) -> set[int]:
    """Return the keys of a unit and of all below it among the rows."""
    children: dict[int | None, list[int]] = {}
    for row in rows:
        children.setdefault(row.parent_id, []).append(row.pk)
    found: set[int] = set()
    waiting = [top]
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting.extend(children.get(key, []))
    return found


def ordered(rows: Iterable[UnitRow], order: str) -> list[UnitRow]:
    """Return the rows in one of the orders; names, as Vietnamese orders them, decide."""
    by_name = sorted(rows, key=lambda row: (sort_key(row.name), row.pk))
    return sorted(by_name, key=KEYS[Order(order)])


def _stands(state: str) -> Callable[[UnitRow], bool]:
    if state:
        return lambda row: row.state == state
    return lambda row: not row.is_over


def _text(row: UnitRow) -> str:
    return f"{row.name} {row.short_name}"


def _pressing(row: UnitRow) -> tuple[int, int]:
    """Put many needs first, and among as many the most pressing one."""
    needs = row.needs
    places = list(type(needs[0])) if needs else []
    return -len(needs), places.index(needs[0]) if needs else 0


KEYS: dict[Order, Callable[[UnitRow], Any]] = {
    Order.NEEDS: _pressing,
    Order.NAME: lambda row: 0,
    Order.TIER: lambda row: TIERS[row.kind],
    Order.SILENCE: lambda row: row.last_published or LONG_AGO,
    Order.ITEMS: lambda row: -row.recent,
}
