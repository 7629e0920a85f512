"""What a change does, in steps and numbers: filled while it is carried out."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from cms.users.models import User
from sites.models import Capability, Unit

Given = tuple[User, Unit, Capability]
Progress = Callable[[str, int, int], None]


def silent(step: str, done: int, whole: int) -> None:
    """Tell nobody how far it is."""


@dataclass
class Report:
    """Counts by kind of thing; ``tell`` is told each step, how far it is, and of how much.

    ``roles`` is who was given what, for the security log.
    """

    tell: Progress = silent
    counts: Counter[str] = field(default_factory=Counter)
    roles: list[Given] = field(default_factory=list)

    @property
    def lines(self) -> list[tuple[str, int]]:
        """What was done to how many, the most first."""
        return self.counts.most_common()

    def give(self, what: str, given: Given) -> None:
        self.roles.append(given)
        self.count(what, 1)

    def count(self, what: str, number: int) -> None:
        if number:
            self.counts[what] += number
