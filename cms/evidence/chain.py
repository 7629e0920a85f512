"""How an entry of evidence is sealed: one hash over all it says and the one before."""

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Protocol

GENESIS = "0" * 64
FORM = "dinh-evidence-1"


class Sealed(Protocol):
    """What an entry says, whether or not it is stored."""

    number: int
    deed: str
    happened_at: datetime
    actor_id: int | None
    actor_name: str
    actor_position: str
    actor_unit: str
    language: str
    revision_id: int | None
    content_hash: str
    route_version: int | None
    remark: str
    facts: Any
    previous: str


def entry_hash(code: str, entry: Sealed) -> str:
    """Return the seal of an entry of the item with a short code.

    Its form is frozen: old entries keep theirs.
    """
    said = [
        FORM,
        code,
        entry.number,
        entry.previous,
        str(entry.deed),
        entry.happened_at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.actor_id,
        entry.actor_name,
        entry.actor_position,
        entry.actor_unit,
        entry.language,
        entry.revision_id,
        entry.content_hash,
        entry.route_version,
        entry.remark,
        entry.facts,
    ]
    return sha256(canonical(said)).hexdigest()


def canonical(value: Any) -> bytes:
    """Return the one way to write a value as JSON."""
    return json.dumps(
        value,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        allow_nan=False,
    ).encode()
