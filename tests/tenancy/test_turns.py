"""Who asks the leak matrix on an ordinary day: a few for each thing, all in the end."""

from typing import Any
from unittest.mock import Mock

import pytest

from tests.tenancy.matrix import Matrix
from tests.tenancy.probes import Probe

PEOPLE = {f"person {number}": Mock() for number in range(16)}
PROBES = [Probe("pages", f"/admin/pages/{number}/") for number in range(100)]


def names(asking: int | None, probe: Probe) -> list[str]:
    world: Any = Mock(callers=PEOPLE)
    matrix = Matrix(world, Mock(), asking=asking)
    return [name for name, _caller in matrix.in_turn(probe)]


@pytest.mark.parametrize("asking", [1, 5, 16])
def test_so_many_others_ask_for_each_thing(asking: int) -> None:
    for probe in PROBES:
        assert len(set(names(asking, probe))) == len(names(asking, probe)) == asking


def test_everybody_comes_to_ask() -> None:
    asked = {name for probe in PROBES for name in names(5, probe)}
    assert asked == set(PEOPLE)


def test_without_a_number_all_ask() -> None:
    assert set(names(None, PROBES[0])) == set(PEOPLE)
