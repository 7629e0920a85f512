"""What is wrong with a file, and exactly where."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn

from django.utils.translation import gettext as _

MOST_TOLD = 100


@dataclass(frozen=True)
class Place:
    """One fault. Lines and columns count from one; ``key`` is the segment's."""

    message: str
    line: int | None = None
    column: int | None = None
    key: str = ""

    def __str__(self) -> str:
        named = {
            "message": self.message,
            "line": self.line,
            "column": self.column,
            "key": self.key,
        }
        if self.line and self.key:
            return _("Line %(line)s, segment “%(key)s”: %(message)s") % named
        if self.line and self.column:
            return _("Line %(line)s, column %(column)s: %(message)s") % named
        if self.line:
            return _("Line %(line)s: %(message)s") % named
        return self.message


class FormatError(Exception):
    """A file that is not taken. ``places`` say all that was found, a hundred at most."""

    def __init__(self, places: Iterable[Place], *, filename: str = "") -> None:
        self.places = tuple(places)
        self.filename = filename
        super().__init__("\n".join(map(str, self.places)))


class Faults:
    """Collects what is wrong, so that a translator hears of all of it at once."""

    def __init__(self) -> None:
        self._places: list[Place] = []

    def add(self, message: str, *, line: int | None = None, key: str = "") -> None:
        """Remember a fault; raise ``FormatError`` when enough were found."""
        self._places.append(Place(message, line=line, key=key))
        if len(self._places) >= MOST_TOLD:
            self.refuse()

    def refuse(self) -> None:
        """Raise ``FormatError`` if anything was found."""
        if self._places:
            raise FormatError(self._places)


def refuse(
    message: str, *, line: int | None = None, column: int | None = None
) -> NoReturn:
    """Raise ``FormatError`` for something after which nothing can be read."""
    raise FormatError([Place(message, line=line, column=column)])
