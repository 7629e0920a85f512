"""Signed lines about evidence, beside those of the security log (ADR 0027, ADR 0041).

A line stands for all entries since the one before: how many they are, and the root of
their hash tree. Files, keys and form are the security log's.
"""

from collections.abc import Iterator
from pathlib import Path

from cms.audit import heads
from cms.audit.heads import Line, Torn

EVIDENCE = "evidence"


def folder() -> Path:
    return heads.folder() / EVIDENCE


def read() -> Iterator[Line | Torn]:
    """Yield what stands in the files, oldest first."""
    return heads.read(folder())


def last_line() -> int:
    return max((line.line for line in read() if isinstance(line, Line)), default=0)


def line_of(number: int) -> Line | None:
    """Return a line by its number, if the files have it."""
    lines = (line for line in read() if isinstance(line, Line))
    return next((line for line in lines if line.line == number), None)


def write(*, count: int, root: str) -> Line:
    """Sign the root of so many entries. Raises ``OSError``."""
    return heads.append(what=EVIDENCE, number=count, digest=root, place=folder())
