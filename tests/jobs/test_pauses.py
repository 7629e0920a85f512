"""Pauses double up to six hours, spread out; slots lie on a fixed grid."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from cms.jobs.pauses import pause_after, recurring_pause, slot_after, slot_at

MINUTE = timedelta(minutes=1)
moments = st.integers(0, 4_000_000_000).map(lambda n: datetime.fromtimestamp(n, UTC))
intervals = st.integers(min_value=1, max_value=90_000).map(
    lambda n: timedelta(seconds=n)
)
chances = st.floats(min_value=0, max_value=1)


@pytest.mark.parametrize(
    ("attempt", "minutes"), [(1, 1), (2, 2), (3, 4), (9, 256), (10, 360), (400, 360)]
)
def test_pauses_double_up_to_six_hours(attempt: int, minutes: int) -> None:
    assert pause_after(attempt, chance=0.5) == minutes * MINUTE


@given(attempt=st.integers(1, 50), chance=chances)
def test_chance_moves_a_pause_by_a_fifth(attempt: int, chance: float) -> None:
    plain, pause = pause_after(attempt, chance=0.5), pause_after(attempt, chance=chance)
    assert 0.8 * plain - MINUTE / 1000 <= pause <= min(1.2 * plain, 360 * MINUTE)


@given(moment=moments, every=intervals)
def test_each_moment_lies_in_one_slot(moment: datetime, every: timedelta) -> None:
    begin, end = slot_at(moment, every), slot_after(moment, every)
    assert begin <= moment < end == begin + every
    assert slot_at(begin, every) == begin


@given(attempt=st.integers(1, 50), every=intervals, chance=chances)
def test_what_recurs_is_tried_again_by_its_next_turn(
    attempt: int, every: timedelta, chance: float
) -> None:
    pause = recurring_pause(attempt, every=every, chance=chance)
    assert timedelta() < pause <= max(every, MINUTE)
