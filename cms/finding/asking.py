"""What a reader asks the search, as the address says it.

Anybody can write anything into an address. A value that does not occur in the portal
narrows nothing; only a page number that does not exist is answered with 404.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from search.plan import LONGEST_QUERY, Plan, plan_of

QUERY, KIND, SECTION, YEAR, ORDER, PAGE = "q", "form", "section", "year", "sort", "page"
NEWEST = "new"
DIGITS = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True)
class Asked:
    """Words, and what the hits are narrowed to; empty values narrow nothing."""

    query: str = ""
    kind: str = ""
    section: int = 0
    year: int = 0
    newest_first: bool = False

    @property
    def plan(self) -> Plan:
        return plan_of(self.query)

    @property
    def address(self) -> str:
        """Return the query string of these hits: ``q=gốm&year=2026``."""
        values = {
            QUERY: self.query,
            KIND: self.kind,
            SECTION: self.section,
            YEAR: self.year,
            ORDER: NEWEST if self.newest_first else "",
        }
        return urlencode({name: value for name, value in values.items() if value})


def asked_in(parameters: Mapping[str, str]) -> Asked:
    """Read the parameters of an address."""
    return Asked(
        query=" ".join(parameters.get(QUERY, "").split())[:LONGEST_QUERY],
        kind=parameters.get(KIND, ""),
        section=_number(parameters.get(SECTION, "")),
        year=_number(parameters.get(YEAR, "")),
        newest_first=parameters.get(ORDER) == NEWEST,
    )


def _number(text: str) -> int:
    """Return a number of plain digits, 0 for anything else.

    It is only ever looked up among what occurs.
    """
    return int(text) if DIGITS.fullmatch(text) else 0
