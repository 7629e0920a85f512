"""Counts of a plan: by room, else by person; by first publication."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, strategies as st

from cms.planning.briefing import ROOM, allotted
from cms.planning.models import Assignment, AssignmentState, Period, Target
from cms.planning.tally import tallies_of

TODAY = date(2026, 11, 22)
OUT = datetime(2026, 11, 20, 3, tzinfo=UTC)


def row(state: str, due_on: date, room: str = "", **told: object) -> Assignment:
    out = OUT if state == AssignmentState.FULFILLED else None
    return Assignment(
        title="Tin", state=state, due_on=due_on, room=room, fulfilled_at=out, **told
    )


def test_each_is_counted_once() -> None:
    y, x = "Phòng Nghiệp vụ Y", "Văn phòng"
    tallies = tallies_of(
        [
            row("fulfilled", date(2026, 11, 20), y),
            row("fulfilled", date(2026, 11, 19), y),
            row("planned", date(2026, 11, 21), y),
            row("taken_up", TODAY, x),
            row("cancelled", date(2026, 11, 1), x),
            row("planned", TODAY),
        ],
        [Target(room=y, amount=2, period=Period.QUARTER)],
        TODAY,
    )
    found = {
        one.name: (one.assigned, one.fulfilled, one.in_time, one.late, one.asked)
        for one in tallies.rows
    }
    assert found == {y: (3, 2, 1, 2, 8), x: (1, 0, 0, 0, 0)}
    assert tallies.nobody is not None
    assert tallies.nobody.assigned == 1
    total = tallies.total
    assert (total.assigned, total.fulfilled, total.in_time, total.late) == (5, 2, 1, 2)


@given(st.lists(st.integers(0, 300), min_size=1, max_size=8))
def test_a_page_is_shared_fairly_and_never_overfull(totals: list[int]) -> None:
    shares = allotted(totals)
    assert sum(shares) == min(ROOM, sum(totals))
    assert all(share <= total for share, total in zip(shares, totals, strict=True))
    cut = [s for s, total in zip(shares, totals, strict=True) if s < total]
    assert not cut or max(shares) - min(cut) <= 1


@pytest.mark.parametrize(
    ("period", "year"), [("month", 36), ("quarter", 12), ("year", 3)]
)
def test_what_a_year_asks_for(period: str, year: int) -> None:
    assert Target(room="Y", amount=3, period=period).in_year == year
