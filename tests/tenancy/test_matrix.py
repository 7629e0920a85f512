"""The leak matrix: nobody of Alfa learns or changes anything of Beta's.

Every address the administration and the APIs register joins by itself
(``tests.tenancy.surfaces``); what cannot be asked yet fails until it is described
(``tests.tenancy.arguments``). Each day some of Alfa's people ask for each thing, in
turn; in the proof all sixteen do.
"""

import pytest

from tests.tenancy.conftest import Note
from tests.tenancy.groups import FLOORS, group_of, surfaces_in
from tests.tenancy.matrix import Matrix, Result
from tests.tenancy.questions import QUESTIONS
from tests.tenancy.smuggling import smuggled

# What everybody may not see is proved by asking: which lines ran tells nothing of it.
pytestmark = [
    pytest.mark.service_postgres,  # which lets keys be told by their number
    pytest.mark.no_cover,
    pytest.mark.proof,
]

ENOUGH = 3_000


def settle(matrix: Matrix, result: Result, floor: int, note: Note) -> None:
    note(result.total)
    assert result.asked, "nobody was asked"
    assert not result.leaks, "\n".join(result.leaks)
    enough = floor * matrix.share
    assert result.total >= enough, f"{result.total} counted: the matrix asks less"


@pytest.mark.parametrize("group", FLOORS)
def test_no_address_tells_of_another_unit(
    group: str, matrix: Matrix, note: Note
) -> None:
    whole = Result()
    for surface in surfaces_in(group):
        whole.add(matrix.sweep(surface))
    settle(matrix, whole, FLOORS[group], note)


@pytest.mark.parametrize("kind", QUESTIONS)
def test_no_question_tells_of_another_unit(
    kind: str, matrix: Matrix, note: Note
) -> None:
    ask, floor = QUESTIONS[kind]
    settle(matrix, matrix.run(ask(matrix.world)), floor, note)


def test_no_form_takes_what_is_another_units(matrix: Matrix, note: Note) -> None:
    # A form that comes back with an error beside the field shows nothing, and counts not.
    settle(matrix, matrix.run(smuggled(matrix.world)), 128, note)


def test_the_matrix_is_large_enough() -> None:
    floors = sum(FLOORS.values()) + sum(floor for _ask, floor in QUESTIONS.values())
    assert floors >= ENOUGH


def test_everybody_of_alfa_was_let_in(matrix: Matrix) -> None:
    """Or the matrix would prove that nobody who is locked out sees anything."""
    entered = {
        name: caller.get("/admin/").status_code
        for name, caller in matrix.world.callers.items()
    }
    assert set(entered.values()) == {200}, entered


def test_every_address_of_the_administration_is_in_a_group() -> None:
    assert group_of("somebody_new:index") == "rest"
