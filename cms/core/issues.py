"""Who issued an item when it first went live, as its record keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self


@dataclass(frozen=True)
class Issue:
    """The item's short address and its issuer, in the words of that day (T6)."""

    code: str = ""  # empty before the first revision
    unit_id: int | None = None  # None before the first publication
    name: str = ""
    symbol: str = ""
    last_day: date | None = None  # of the issuer, once that is known

    @classmethod
    def told(cls, facts: Mapping[str, Any] | None) -> Self:
        """Return what a query told of a record, or an empty one where there is none."""
        if not facts:
            return cls()
        last_day = facts["last_day"]
        return cls(
            code=facts["code"],
            unit_id=facts["unit"],
            name=facts["name"],
            symbol=facts["symbol"],
            last_day=date.fromisoformat(last_day) if last_day else None,
        )
