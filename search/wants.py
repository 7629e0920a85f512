"""Conditions on one entry of an index, written for the engine at hand.

A condition is made of lexemes alone (letters and digits), so there is nothing in it that
an engine could take for an operator of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from search.lexemes import Form, phrase
from search.plan import Plan

Column = Literal["title", "any"]


@dataclass(frozen=True)
class Wants:
    """Every group must occur in the column; the lexemes of a group side by side."""

    groups: tuple[tuple[str, ...], ...]
    column: Column = "any"

    @property
    def for_postgres(self) -> str:
        """``'ha' <-> 'noi' & 'gom'``, for a cast to ``tsquery``."""
        return " & ".join(
            " <-> ".join(f"'{lexeme}'" for lexeme in group) for group in self.groups
        )

    @property
    def for_sqlite(self) -> str:
        """``{title body} : ("ha noi" AND "gom")``, for FTS5."""
        columns = "title" if self.column == "title" else "title body"
        parts = " AND ".join(f'"{" ".join(group)}"' for group in self.groups)
        return f"{{{columns}}} : ({parts})"


def gate(plan: Plan) -> Wants:
    """Return what every hit must fulfil: all words, all phrases, marks or none."""
    return Wants(_groups(plan, Form.PLAIN))


def worth(plan: Plan) -> list[tuple[Wants, int]]:
    """Return what makes one hit better than another, and by how much.

    Titles before standfirsts before texts; words as spelt before words that only look
    like them without marks, if the query has marks at all; side by side before apart.
    Sums are what ranks: the same on every engine, and newer before older among equals.
    """
    found = [
        (Wants(_groups(plan, Form.PLAIN), "title"), 6),
        (Wants(_groups(plan, Form.STANDFIRST)), 3),
    ]
    if plan.is_marked:
        found += [
            (Wants(_groups(plan, Form.SPELT)), 8),
            (Wants(_groups(plan, Form.SPELT), "title"), 8),
        ]
    if len(plan.all_words) > 1:
        form = Form.SPELT if plan.is_marked else Form.PLAIN
        together = (phrase(plan.all_words, form),)
        found += [(Wants(together), 4), (Wants(together, "title"), 8)]
    return found


def _groups(plan: Plan, form: Form) -> tuple[tuple[str, ...], ...]:
    loose: Iterable[tuple[str, ...]] = (phrase([word], form) for word in plan.words)
    return (*loose, *(phrase(words, form) for words in plan.phrases))
