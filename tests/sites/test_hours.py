"""A week's office hours: every fault is told."""

from datetime import time

import pytest

from sites.hours import Session, faults_of_hours


@pytest.mark.parametrize(
    ("sessions", "faults"),
    [
        ([(1, time(7, 30), time(11, 30)), (1, time(11, 30), time(17))], 0),
        ([(1, time(8), time(9)), (2, time(8), time(9))], 0),
        ([(1, time(8), time(12)), (1, time(9), time(10)), (1, time(11), time(13))], 2),
        ([(1, time(9), time(8)), (1, time(9), time(9))], 2),
        ([], 1),
    ],
)
def test_sessions_end_after_they_begin_and_do_not_overlap(
    sessions: list[Session], faults: int
) -> None:
    assert len(faults_of_hours(sessions)) == faults
