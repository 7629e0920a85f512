"""What an answer depends on, noted while it is made.

Whoever keeps answers for the next reader has to know when they are out of date. An
answer always depends on its own portal, whose stamp every change raises; what else it
depends on is known where it is asked for, and noted there. Outside a request that takes
notes nothing happens.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase


@dataclass
class Notes:
    """About one answer of one portal."""

    portal_id: int
    may_be_kept: bool = False  # its view says that it is the same for everybody
    looks_beyond: bool = False  # it shows, or would show, what other portals publish
    until: datetime | None = None  # the clock changes it at this moment


_taken: ContextVar[Notes | None] = ContextVar("notes", default=None)


@contextmanager
def taking_notes(portal_id: int) -> Iterator[Notes]:
    notes = Notes(portal_id)
    token = _taken.set(notes)
    try:
        yield notes
    finally:
        _taken.reset(token)


def note_beyond() -> None:
    """Tell that other portals decide, too, what the answer shows.

    To be noted for what is not found as well: once it is published it belongs here.
    """
    notes = _taken.get()
    if notes is not None:
        notes.looks_beyond = True


def note_portal(portal_id: int) -> None:
    """Tell whose page the answer names."""
    notes = _taken.get()
    if notes is not None and notes.portal_id != portal_id:
        notes.looks_beyond = True


def note_until(moment: datetime) -> None:
    """Tell when the answer changes although nobody publishes."""
    notes = _taken.get()
    if notes is not None and (notes.until is None or moment < notes.until):
        notes.until = moment


View = Callable[..., HttpResponseBase]


def kept(view: View) -> View:
    """Mark a view whose answers are the same for every reader of an address.

    They may differ by the reader's display and by nothing else of the request: not by
    the host's port, a cookie of the view's own, or parameters that
    ``cms.operations.answers`` does not know.
    """

    @wraps(view)
    def noted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        notes = _taken.get()
        if notes is not None:
            notes.may_be_kept = True
        return view(request, *args, **kwargs)

    return noted
