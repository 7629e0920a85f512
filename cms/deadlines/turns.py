"""Whose turn it is with an item that is before a board: a room above knows."""

from collections.abc import Callable, Iterable

from cms.core.models import EditorialRecord

Turn = Callable[[EditorialRecord], Iterable[int]]

_turns: list[Turn] = []


def register_turn(turn: Turn) -> None:
    """Let a room name the people who are waited for; called once when apps are ready."""
    if turn not in _turns:
        _turns.append(turn)


def whose_turn(record: EditorialRecord) -> set[int]:
    """Return the keys of the people an item waits for now."""
    return {key for turn in _turns for key in turn(record)}
