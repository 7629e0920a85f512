"""Items that nobody may show now, or not yet, and items that hardly anybody may read.

The meeting place of the gate, of the wall between units and of whoever hides, takes down
and stops items (ADR 0042). Both questions are asked below and before all views, so that
no door has to remember them.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wagtail.models import Page


@dataclass(frozen=True)
class Pause:
    """Why an item goes no further than its approval now, and until when at the latest."""

    words: str
    until: datetime


Why = Callable[[Page], str]
WhyNotYet = Callable[[Page], Pause | None]
IsSealed = Callable[[str, int], bool]
SealedRecords = Callable[[Collection[int]], set[int]]

PAGE, RECORD = "page", "record"

_holds: list[Why] = []
_pauses: list[WhyNotYet] = []
_seals: list[IsSealed] = []
_sealed: list[SealedRecords] = []
_lifted: ContextVar[bool] = ContextVar("lifted", default=False)


def register_hold(why: Why) -> None:
    """Let a feature say why a page must not be shown now; empty if it may."""
    if why not in _holds:
        _holds.append(why)


def register_pause(why: WhyNotYet) -> None:
    """Let a feature keep a page from being released for a while.

    Unlike what is held, it may be submitted and approved meanwhile.
    """
    if why not in _pauses:
        _pauses.append(why)


def register_seal(is_sealed: IsSealed) -> None:
    """Let a feature say which pages and records nobody opens in the administration."""
    if is_sealed not in _seals:
        _seals.append(is_sealed)


def register_sealed_records(among: SealedRecords) -> None:
    """Let a feature say the same of many records at once."""
    if among not in _sealed:
        _sealed.append(among)


def sealed_records(keys: Collection[int]) -> set[int]:
    """Return which of some records are closed to everybody; one question a feature."""
    return {key for among in _sealed for key in among(keys)}


@contextmanager
def lifted() -> Iterator[None]:
    """Let what is held back be shown: whoever holds it back shows it again."""
    token = _lifted.set(True)
    try:
        yield
    finally:
        _lifted.reset(token)


def why_held(page: Page) -> str:
    """Return why a page must not be shown now; empty if it may."""
    if _lifted.get():
        return ""
    return next((words for why in _holds if (words := why(page))), "")


def why_paused(page: Page) -> Pause | None:
    """Return why a page is not released now; None if it may be."""
    return next((pause for why in _pauses if (pause := why(page))), None)


def is_sealed(kind: str, key: Any) -> bool:
    """Tell whether a page or a record is closed to everybody, superusers included."""
    text = str(key)
    return text.isdecimal() and any(asked(kind, int(text)) for asked in _seals)
