"""What was proposed while a request was answered, so that the person is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from cms.proposals.models import Proposal

_made: ContextVar[list[Proposal] | None] = ContextVar("proposals_made", default=None)


@contextmanager
def gathering() -> Iterator[list[Proposal]]:
    """Gather what is proposed in here."""
    made: list[Proposal] = []
    token = _made.set(made)
    try:
        yield made
    finally:
        _made.reset(token)


def tell(proposal: Proposal) -> None:
    """Let whoever answers the request, if anybody does, say so."""
    made = _made.get()
    if made is not None:
        made.append(proposal)
