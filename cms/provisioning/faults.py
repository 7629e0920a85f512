"""Everything that is wrong with a specification, told at once."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to mend: the line of the file (1 is the first), where, and what."""

    line: int
    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.line}: {self.place}: {self.message}"


class SpecError(Exception):
    """A specification can't be carried out. Holds all faults, by line."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(set(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))
