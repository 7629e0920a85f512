"""Places that show items, and what each says when it is told to take one down.

The portal's own places join in ``cms.takedown.places``. Channels, and other systems that
were given items, register themselves in the same way. A place that fails or is slow
harms no other one: it gets a receipt that a person is needed.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cms.takedown.kinds import Outcome, Reason

SECONDS = 10  # that a place outside has for its answer
LONGEST_ANSWER = 500


@dataclass(frozen=True)
class Leaving:
    """An item that leaves its readers: plain values, the same for every place."""

    record_id: int
    translation_key: UUID
    public_id: UUID
    portal_id: int
    pages: tuple[int, ...]
    reason: Reason


@dataclass(frozen=True)
class Answer:
    outcome: Outcome
    words: str | Promise = ""


TakeDown = Callable[[Leaving], Answer]


@dataclass(frozen=True)
class Listener:
    """A place. ``is_outside``: asked beside the request, and only for so long."""

    place: str
    label: str | Promise
    take_down: TakeDown
    is_outside: bool = True


_listeners: dict[str, Listener] = {}


def register_listener(
    place: str,
    take_down: TakeDown,
    *,
    label: str | Promise = "",
    is_outside: bool = True,
) -> None:
    """Let a place be told of every item that leaves; once for each place."""
    if place in _listeners:
        raise RuntimeError(f"{place} listens already")
    _listeners[place] = Listener(place, label or place, take_down, is_outside)


def forget_listener(place: str) -> None:
    del _listeners[place]


def listeners() -> list[Listener]:
    return list(_listeners.values())


def label_of(place: str) -> str:
    """Return what a place is called; one that is no longer installed keeps its key."""
    listener = _listeners.get(place)
    return str(listener.label) if listener else place


def tell_all(leaving: Leaving) -> Iterator[tuple[str, Answer]]:
    """Tell every place and yield what it answers; no failure of one reaches another."""
    inside = [one for one in _listeners.values() if not one.is_outside]
    outside = [one for one in _listeners.values() if one.is_outside]
    for one in inside:
        yield one.place, one.take_down(leaving)
    if outside:
        yield from _tell_outside(outside, leaving)


def _tell_outside(
    places: list[Listener], leaving: Leaving
) -> Iterator[tuple[str, Answer]]:
    pool = ThreadPoolExecutor(max_workers=len(places), thread_name_prefix="takedown")
    asked = {one.place: pool.submit(partial(_told, one, leaving)) for one in places}
    wait(asked.values(), timeout=SECONDS)
    pool.shutdown(wait=False, cancel_futures=True)
    for place, future in asked.items():
        yield place, _answer_of(future)


def _told(listener: Listener, leaving: Leaving) -> Answer:
    try:
        return listener.take_down(leaving)
    finally:
        connection.close()  # this thread's own


def _answer_of(future: "Future[Answer]") -> Answer:
    if not future.done():
        words = _("There was no answer within %(seconds)d seconds. Look there by hand.")
        return Answer(Outcome.PERSON, words % {"seconds": SECONDS})
    fault = future.exception()
    if fault is not None:
        words = _("It failed (%(fault)s). Look there by hand.")
        return Answer(Outcome.PERSON, words % {"fault": type(fault).__name__})
    return future.result()
