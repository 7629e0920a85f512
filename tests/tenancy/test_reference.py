"""The table of surfaces names every address that exists, and none that does not."""

import re
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from tests.tenancy.groups import PREFIXES
from tests.tenancy.surfaces import surfaces

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "tenancy.md"


def patterns() -> list[list[str]]:
    """Return the names of each row of the table, with ``*`` for any ending."""
    table = PAGE.read_text().partition("## Surfaces")[2].partition("## Readers")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    return [re.findall(r"`([^`]+)`", row) for row in rows]


def rows_of(name: str) -> list[int]:
    """Return the rows an address fits best: a longer pattern says it more exactly."""
    fits = [
        (len(pattern), number)
        for number, row in enumerate(patterns())
        for pattern in row
        if fnmatchcase(name, pattern)
    ]
    longest = max((length for length, _row in fits), default=0)
    return [row for length, row in fits if length == longest]


@pytest.fixture(scope="module")
def names() -> list[str]:
    return [
        surface.name for surface in surfaces() if surface.template.startswith(PREFIXES)
    ]


def test_every_address_has_one_row(names: list[str]) -> None:
    wrong = {name: rows_of(name) for name in names if len(rows_of(name)) != 1}
    assert wrong == {}


def test_every_pattern_names_something(names: list[str]) -> None:
    idle = [
        pattern
        for row in patterns()
        for pattern in row
        if not any(fnmatchcase(name, pattern) for name in names)
    ]
    assert idle == []
