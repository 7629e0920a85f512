"""In which state a unit stands on a day."""

from datetime import date

import pytest

from cms.overview.states import LOOKS, OVER, UnitState, state_of
from sites.models import PortalStatus

DAY = date(2026, 3, 1)


@pytest.mark.parametrize("status", PortalStatus)
def test_a_living_unit_stands_as_its_portal(status: PortalStatus) -> None:
    found = state_of(status, None, DAY)
    assert found == status.value
    assert found.label == status.label


@pytest.mark.parametrize(
    ("last_day", "state"),
    [(date(2026, 2, 28), UnitState.ENDED), (DAY, UnitState.OPEN)],
)
def test_the_last_day_is_a_day(last_day: date, state: UnitState) -> None:
    assert state_of(PortalStatus.OPEN, last_day, DAY) == state


def test_a_frozen_portal_is_told_before_the_end_of_its_unit() -> None:
    gone = date(2025, 6, 30)
    assert state_of(PortalStatus.FROZEN, gone, DAY) == UnitState.FROZEN
    assert state_of(None, gone, DAY) == UnitState.ENDED
    assert state_of(None, None, DAY) == UnitState.WITHOUT


def test_every_state_has_a_look_and_two_are_over() -> None:
    assert set(LOOKS) == set(UnitState)
    assert {UnitState.FROZEN, UnitState.ENDED} == OVER
