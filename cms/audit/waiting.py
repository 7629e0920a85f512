"""Entries that wait until the transaction they were noticed in is over.

A refusal or a failed log-in happened even if the transaction around it is rolled back.
While a request is answered such entries are held here, and written when the answer is
made: outside every transaction of the request, whatever became of them.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from cms.audit.drafts import Draft

# Made when it is written: a broken transaction answers no question about units.
Held = Callable[[], Draft]

_held: ContextVar[list[Held] | None] = ContextVar("audit_held", default=None)


@contextmanager
def holding() -> Iterator[list[Held]]:
    """Hold back what is noticed inside; the caller writes it."""
    drafts: list[Held] = []
    mark = _held.set(drafts)
    try:
        yield drafts
    finally:
        _held.reset(mark)


def hold(draft: Held) -> bool:
    """Keep a draft for the end of the request. False: nobody would write it then."""
    drafts = _held.get()
    if drafts is None:
        return False
    drafts.append(draft)
    return True
