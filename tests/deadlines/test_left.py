"""How much time is left: words first, then the hour, then a bar."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import translation

from cms.deadlines.calendars import OfficeCalendar
from cms.deadlines.clocks import CalendarClock
from cms.deadlines.left import TimeLeft, hour_words, span_words, time_left
from cms.deadlines.selectors import USUAL
from tests.deadlines.conftest import ENDS, at

OFFICE = OfficeCalendar([USUAL]).clock.counted(ENDS, timedelta(hours=12))
CALENDAR = CalendarClock().counted(ENDS, timedelta(days=2))


def told(clock: str) -> dict[str, Any]:
    spans = OFFICE if clock == "office" else CALENDAR
    counted = [[span.begins.isoformat(), span.ends.isoformat()] for span in spans]
    facts = {"clock": clock, "spans": counted}
    return {"due": counted[-1][1], "facts": facts, "rule": "Quy định"}


@pytest.mark.parametrize(
    ("clock", "now", "shown"),
    [
        ("office", at(28, 8, 16), ("Còn 11 giờ hành chính", "ok", 8)),
        ("office", at(1, 9, 9), ("Còn 10 giờ hành chính", "ok", 17)),
        ("office", at(4, 9, 9, 10), ("Còn 50 phút hành chính", "soon", 93)),
        ("office", at(5, 9, 12), ("Quá hạn 1 ngày 2 giờ", "late", 100)),
        ("calendar", at(29, 8, 11), ("Còn 1 ngày 4 giờ", "ok", 42)),
        ("calendar", at(30, 8, 12), ("Còn 3 giờ", "soon", 94)),
        ("calendar", at(30, 8, 15), ("Còn dưới 1 phút", "soon", 100)),
    ],
)
def test_it_is_told_in_words(
    clock: str, now: datetime, shown: tuple[str, str, int]
) -> None:
    with translation.override("vi"):
        left = time_left(told(clock), now)
    assert (
        left.words,
        left.look,
        left.share,
    ) == shown
    assert left.icon == ("warning" if left.look == "late" else "time")


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (at(4, 9, 9), "10:00 hôm nay"),
        (at(3, 9, 23), "10:00 ngày mai"),
        (at(28, 8, 16), "10:00 ngày 04/09/2026"),
        (at(5, 9, 8), "10:00 ngày 04/09/2026"),
    ],
)
def test_then_the_hour(now: datetime, words: str) -> None:
    with translation.override("vi"):
        assert hour_words(at(4, 9, 10), now) == words


def test_what_the_embedded_database_answers_is_read_as_well() -> None:
    found = told("office")
    found["due"] = "2026-09-04 03:00:00"
    found["facts"] = (
        '{"clock": "office", "spans": [["2026-09-04T07:30:00+07:00",'
        ' "2026-09-04T10:00:00+07:00"]]}'
    )
    with translation.override("vi"):
        left = time_left(found, at(4, 9, 9))
    assert left == TimeLeft(left.words, "Hạn 10:00 hôm nay", "soon", 60, "Quy định")


def test_two_parts_are_enough() -> None:
    with translation.override("vi"):
        assert span_words(timedelta(days=2, hours=3, minutes=4)) == "2 ngày 3 giờ"
        hours = timedelta(hours=52, minutes=5)
        assert span_words(hours, with_days=False) == "52 giờ 5 phút"
