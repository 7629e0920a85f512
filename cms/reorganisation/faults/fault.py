"""What is told to whoever plans a change."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to mend: what it is about, and what is wrong with it."""

    about: str
    message: str

    def __str__(self) -> str:
        return f"{self.about}: {self.message}" if self.about else self.message


class ChangeError(Exception):
    """A change can't be carried out. Holds all faults."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(set(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))
