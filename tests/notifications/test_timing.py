"""When a notification leaves: at once, with the day's letter, after quiet hours."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone
from hypothesis import assume, given, strategies as st

from cms.notifications.kinds import Mode
from cms.notifications.timing import Quiet, leaves_at, next_at
from tests.notifications.conftest import at

NIGHT, LUNCH = Quiet(time(22), time(6)), Quiet(time(11, 30), time(13, 30))
MORNING = time(7, 30)
clocks = st.times().map(lambda one: one.replace(microsecond=0))
moments = st.datetimes(
    min_value=datetime(2026, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    max_value=datetime(2027, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@pytest.mark.parametrize(
    ("moment", "quiet", "leaves"),
    [
        (at(12), None, at(12)),
        (at(12), NIGHT, at(12)),
        (at(21, 59), NIGHT, at(21, 59)),
        (at(22), NIGHT, at(6, day=25)),
        (at(23, 30), NIGHT, at(6, day=25)),
        (at(0, day=25), NIGHT, at(6, day=25)),
        (at(5, 59), NIGHT, at(6)),
        (at(6), NIGHT, at(6)),
        (at(11, 30), LUNCH, at(13, 30)),
        (at(13, 30), LUNCH, at(13, 30)),
    ],
)
def test_quiet_hours_hold_it_back(
    moment: datetime, quiet: Quiet | None, leaves: datetime
) -> None:
    found = leaves_at(moment, mode=Mode.INSTANT, digest_at=MORNING, quiet=quiet)
    assert found == leaves


@pytest.mark.parametrize(
    ("moment", "quiet", "leaves"),
    [
        (at(7, 29), None, at(7, 30)),
        (at(7, 30), None, at(7, 30, day=25)),
        (at(23), None, at(7, 30, day=25)),
        (at(23), NIGHT, at(7, 30, day=25)),
        (at(12), Quiet(time(6), time(9)), at(9, day=25)),
    ],
)
def test_the_daily_letter_comes_at_its_hour(
    moment: datetime, quiet: Quiet | None, leaves: datetime
) -> None:
    found = leaves_at(moment, mode=Mode.DIGEST, digest_at=MORNING, quiet=quiet)
    assert found == leaves


@given(moments, st.sampled_from([Mode.INSTANT, Mode.DIGEST]), clocks, clocks, clocks)
def test_it_never_leaves_early_nor_in_quiet_hours_nor_days_late(
    moment: datetime, mode: str, digest_at: time, begins: time, ends: time
) -> None:
    assume(begins != ends)
    quiet = Quiet(begins, ends)
    found = leaves_at(moment, mode=mode, digest_at=digest_at, quiet=quiet)
    assert found >= moment
    assert not quiet.holds(found)
    assert found - moment <= timedelta(days=2)
    if mode == Mode.INSTANT and not quiet.holds(moment):
        assert found == moment


@given(moments, clocks)
def test_the_next_hour_of_the_clock_is_within_a_day(
    moment: datetime, clock: time
) -> None:
    found = next_at(moment, clock)
    assert timedelta() < found - moment <= timedelta(days=1)
    assert timezone.localtime(found).time() == clock
