"""Texts with named gaps: compiled, matched and filled without regular expressions.

Whoever writes an address writes ``{id}`` where something differs. Matching works on a
table of places in the text, so its time is bounded by the length of the text times the
number of parts, whatever is written and whatever is asked.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import pairwise

from django.utils.translation import gettext as _

from cms.addresses.faults import AddressError

GAP = re.compile(r"\{([^{}]*)\}")
NAME = re.compile(r"[a-z][a-z0-9_]{0,29}")
MOST_GAPS = 6
# Names that stand for numbers only: “{slug}-{id}.html” would else be read in many ways.
NUMBERS = frozenset(
    {"id", "number", "year", "month", "day", "page"}
    | {"so", "nam", "thang", "ngay", "trang", "ma"}
)


class Kind(Enum):
    NUMBER = "#"
    PART = "?"  # anything within one part of a path
    REST = "*"  # all that remains of a path

    def takes(self, character: str) -> bool:
        if self is Kind.NUMBER:
            return "0" <= character <= "9"
        return self is Kind.REST or character != "/"


@dataclass(frozen=True)
class Gap:
    name: str
    kind: Kind


@dataclass(frozen=True)
class Pattern:
    """A text in which gaps stand between literal parts."""

    parts: tuple[str | Gap, ...]

    @cached_property
    def literals(self) -> tuple[str, ...]:
        return tuple(part for part in self.parts if isinstance(part, str))

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        return tuple(part for part in self.parts if isinstance(part, Gap))

    @property
    def is_exact(self) -> bool:
        return not self.gaps

    @cached_property
    def length(self) -> int:
        """Return how much of it is literal: the more, the more specific."""
        return sum(map(len, self.literals))

    @cached_property
    def shape(self) -> str:
        """Return what it matches, whatever its gaps are called."""
        return "".join(
            part if isinstance(part, str) else f"\0{part.kind.value}"
            for part in self.parts
        )

    def match(self, text: str) -> dict[str, str] | None:
        """Return what stands in the gaps; None for another text."""
        if not self._may_match(text):
            return None
        reach = self._reach(text)
        return self._read(text, reach) if reach[0][0] else None

    def _may_match(self, text: str) -> bool:
        """Look for the literal parts in their order: most texts end here."""
        at = 0
        for literal in self.literals:
            at = text.find(literal, at) + len(literal)
            if at < len(literal):
                return False
        first, last = self.parts[:1], self.parts[-1:]
        begins = not first or isinstance(first[0], Gap) or text.startswith(first[0])
        ends = not last or isinstance(last[0], Gap) or text.endswith(last[0])
        return begins and ends

    def _reach(self, text: str) -> list[list[bool]]:
        """Return for each part and place whether the rest of both fits."""
        size = len(text)
        after = [False] * size + [True]
        table = [after]
        for part in reversed(self.parts):
            here = [False] * (size + 1)
            for at in range(size - 1, -1, -1):
                if isinstance(part, str):
                    fits = text.startswith(part, at) and after[at + len(part)]
                else:
                    fits = part.kind.takes(text[at]) and (after[at + 1] or here[at + 1])
                here[at] = fits
            table.append(here)
            after = here
        return table[::-1]

    def _read(self, text: str, reach: list[list[bool]]) -> dict[str, str]:
        """Read the gaps from left to right, each as long as it can be."""
        found: dict[str, str] = {}
        at = 0
        for number, part in enumerate(self.parts, start=1):
            if isinstance(part, str):
                at += len(part)
                continue
            ends = at
            here = at
            while here < len(text) and part.kind.takes(text[here]):
                here += 1
                if reach[number][here]:
                    ends = here
            found[part.name] = text[at:ends]
            at = ends
        return found

    def fill(
        self,
        values: Mapping[str, str],
        quote: Callable[[Gap, str], str] = lambda _gap, value: value,
    ) -> str:
        """Return the text with its gaps filled in."""
        return "".join(
            part if isinstance(part, str) else quote(part, values[part.name])
            for part in self.parts
        )


def compiled(
    text: str, clean: Callable[[str], str] = str, *, may_rest: bool = False
) -> Pattern:
    """Read a text with gaps in braces; ``clean`` is applied to what is literal.

    Raises ``AddressError``.
    """
    pieces = GAP.split(text)  # literal, name, literal, name, …, literal
    parts: list[str | Gap] = []
    for number, piece in enumerate(pieces):
        if number % 2:
            parts.append(_gap(piece))
        elif piece:
            parts.append(clean(piece))
    _refuse(text, pieces, parts, may_rest=may_rest)
    return Pattern(tuple(parts))


def _gap(written: str) -> Gap:
    name = written.strip().lower()
    if name.endswith("*"):
        return Gap(name[:-1], Kind.REST)
    return Gap(name, Kind.NUMBER if name in NUMBERS else Kind.PART)


def _refuse(
    text: str, pieces: list[str], parts: list[str | Gap], *, may_rest: bool
) -> None:
    gaps = [part for part in parts if isinstance(part, Gap)]
    rests = [gap for gap in gaps if gap.kind is Kind.REST]
    at_end = not rests or (len(rests) == 1 and text.rstrip("/").endswith("/{" + rests[0].name + "*}"))  # fmt: skip
    checks = [
        (
            all(NAME.fullmatch(gap.name) for gap in gaps)
            and not any(set("{}") & set(piece) for piece in pieces[::2]),
            _("A gap is written {name}: small letters and digits between braces."),
        ),
        (
            len({gap.name for gap in gaps}) == len(gaps),
            _("Each gap needs a name of its own."),
        ),
        (
            len(gaps) <= MOST_GAPS,
            _("There may be %(number)d gaps at most.") % {"number": MOST_GAPS},
        ),
        (
            all(isinstance(a, str) or isinstance(b, str) for a, b in pairwise(parts)),
            _("Something must stand between two gaps."),
        ),
        (
            at_end and (may_rest or not rests),
            _("{name*} stands for all that remains of a path, as its last part."),
        ),
    ]
    reasons = [reason for holds, reason in checks if not holds]
    if reasons:
        raise AddressError(*reasons)
