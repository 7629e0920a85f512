"""How an entry is sealed: one hash over everything it says and the entry before."""

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Protocol

GENESIS = "0" * 64
FORM = "dinh-audit-1"


class Sealed(Protocol):
    """What an entry says, whether or not it is stored."""

    number: int
    happened_at: datetime
    kind: str
    actor_id: int | None
    actor_name: str
    unit_id: int | None
    subject_type: str
    subject_id: str
    subject: str
    address: str
    agent: str
    facts: Any
    previous: str


def entry_hash(entry: Sealed) -> str:
    """Return the seal of an entry. Its form is frozen: old entries keep theirs."""
    said = [
        FORM,
        entry.number,
        entry.previous,
        entry.happened_at.astimezone(UTC).isoformat(timespec="microseconds"),
        str(entry.kind),
        entry.actor_id,
        entry.actor_name,
        entry.unit_id,
        entry.subject_type,
        entry.subject_id,
        entry.subject,
        entry.address,
        entry.agent,
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
