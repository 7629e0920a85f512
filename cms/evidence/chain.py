"""How an entry of evidence is sealed: one hash over all it says and the one before."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Protocol

from cms.audit.chain import GENESIS, canonical

__all__ = ["FORM", "GENESIS", "SAID", "Sealed", "canonical", "entry_hash", "said_by"]

FORM = "dinh-evidence-1"
# What is sealed, in this order. ``cms.evidence.standalone`` says the same by itself.
SAID = (
    *("number", "previous", "deed", "happened_at"),
    *("actor_id", "actor_name", "actor_position", "actor_unit"),
    *("acting_for", "grounds", "language", "revision_id", "content_hash", "desk_hash"),
    *("route_version", "case", "remark_hash", "facts"),
)


class Sealed(Protocol):
    """What an entry says, whether or not it is stored."""

    number: int
    previous: str
    deed: str
    happened_at: datetime
    actor_id: int | None
    actor_name: str
    actor_position: str
    actor_unit: str
    acting_for: str
    grounds: str
    language: str
    revision_id: int | None
    content_hash: str
    desk_hash: str
    route_version: int | None
    case: int | None
    remark_hash: str
    facts: Any


def said_by(entry: Sealed) -> dict[str, Any]:
    """Return what an entry says as plain values of JSON."""
    said = {name: getattr(entry, name) for name in SAID}
    moment = entry.happened_at.astimezone(UTC)
    return {
        **said,
        "deed": str(entry.deed),
        "happened_at": moment.isoformat(timespec="microseconds"),
    }


def entry_hash(code: str, entry: Sealed) -> str:
    """Return the seal of an entry of the item with a short code.

    Its form is frozen: old entries keep theirs.
    """
    said = said_by(entry)
    return sha256(canonical([FORM, code, *(said[name] for name in SAID)])).hexdigest()


def remark_hash(salt: str, text: str) -> str:
    """Return what an entry says of a remark.

    The salt goes with the text: once both are removed, nobody guesses the words anew.
    """
    return sha256(canonical([salt, text])).hexdigest()
