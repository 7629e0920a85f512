"""What a change does, in numbers: filled while it is carried out."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

Progress = Callable[[str, int, int], None]


def silent(step: str, done: int, whole: int) -> None:
    """Tell nobody how far it is."""


@dataclass
class Report:
    """Counts by kind of thing, and what is worth a sentence of its own."""

    counts: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    @property
    def lines(self) -> list[tuple[str, int]]:
        """What was done to how many, the most first."""
        return self.counts.most_common()

    def count(self, what: str, number: int) -> None:
        if number:
            self.counts[what] += number
