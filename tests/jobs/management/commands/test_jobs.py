"""``manage.py jobs`` prints how it stands, and its status says whether to look."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.jobs.models import Job, JobState
from cms.jobs.services import enqueue
from tests.jobs.conftest import TOPIC

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.embedded,
    pytest.mark.usefixtures("deeds"),
]


def said() -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("jobs", stdout=out)
    except SystemExit as end:
        return (int(end.code or 0), out.getvalue())
    return (0, out.getvalue())


def test_nothing_waits() -> None:
    assert said() == (0, "Không có việc nào đang chờ.\n")


def test_what_waits_is_no_alarm() -> None:
    enqueue(topic=TOPIC, run_at=timezone.now() + timedelta(days=1))
    status, words = said()
    assert status == 0
    assert (
        words
        == f"{TOPIC}: 1 chờ, 0 đang làm, 0 không xử lý được; quá giờ lâu nhất 0 giây\n"
    )


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"state": JobState.DEAD}, "1 không xử lý được"),
        ({"next_at": timezone.now() - timedelta(minutes=11)}, "quá lâu"),
        ({"every": timedelta(seconds=1), "attempts": 3}, "hỏng nhiều lần liền"),
    ],
    ids=["dead", "old", "stumbling"],
)
def test_what_is_an_alarm(values: dict[str, object], words: str) -> None:
    enqueue(topic=TOPIC)
    Job.objects.update(**values)
    status, found = said()
    assert status == 1
    assert words in found


def test_ten_minutes_are_no_alarm_and_unknown_topics_are_told() -> None:
    enqueue(topic="tests.unknown")
    Job.objects.update(next_at=timezone.now() - timedelta(minutes=9))
    status, words = said()
    assert status == 0
    assert "chưa có chương trình xử lý" in words
