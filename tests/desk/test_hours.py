"""Moments in the desk's words."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from cms.desk import hours
from cms.desk.hours import hour, waited

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 11, 19, 9, 40, 5, tzinfo=HANOI)


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hours.timezone, "now", lambda: NOW)


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(0), "09:40 hôm nay"),
        (timedelta(hours=10), "23:40 hôm qua"),
        (timedelta(days=2), "09:40 ngày 17/11/2026"),
        (timedelta(hours=-24), "09:40 ngày 20/11/2026"),
    ],
)
def test_the_day_is_said_as_people_say_it(ago: timedelta, said: str) -> None:
    assert hour(NOW - ago) == said


def test_seconds_where_they_count_and_nothing_for_nothing() -> None:
    assert hour(NOW, seconds=True) == "09:40:05 hôm nay"
    assert hour(None) == ""


def test_waits_in_words() -> None:
    assert waited(NOW - timedelta(seconds=59), NOW) == "vừa đến"
    assert waited(NOW - timedelta(hours=3, minutes=20), NOW) == "đã chờ 3\u00a0giờ"
    assert waited(timezone.now() - timedelta(days=2)) == "đã chờ 2\u00a0ngày"
