"""The hour of publication on the screen of a case."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.admin import soup, words
from tests.desk.approval.conftest import APPROVED, EDITED, Desk

pytestmark = pytest.mark.django_db


def test_the_hour_of_publication_is_set_and_taken_away(
    editors: Desk, publishers: Desk
) -> None:
    assert "Đăng ngay khi được duyệt" in editors.says()
    at = (timezone.localtime() + timedelta(days=1)).replace(second=0, microsecond=0)
    told = editors.send("schedule", at=f"{at:%d/%m/%Y %H:%M}")
    assert "tin lên Cổng lúc" in words(told)
    editors.case.refresh_from_db()
    assert editors.case.scheduled_for == at
    editors.approve(**EDITED)
    asked = publishers.send("approve", **publishers.form(**APPROVED))
    assert f"{at:%H:%M:%S}" in words(asked, "[data-d-fragment]")
    publishers.approve(**APPROVED)
    publishers.case.refresh_from_db()
    assert publishers.case.release_at == at
    publishers.send("unschedule")
    publishers.case.refresh_from_db()
    assert publishers.case.scheduled_for is None


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("", "Hãy chọn giờ đăng."),
        ("mai 7 giờ", "Hãy ghi giờ theo dạng 20/11/2026 07:00."),
        ("01/01/2020 07:00", "Giờ đăng phải sau thời điểm hiện tại."),
    ],
)
def test_an_hour_that_is_none_is_told_and_stays_in_its_field(
    editors: Desk, written: str, fault: str
) -> None:
    answer = editors.send("schedule", at=written)
    assert fault in words(answer, "#refused")
    assert soup(answer).select_one("input[name=at]").get("value", "") == written  # type: ignore[union-attr]
    editors.case.refresh_from_db()
    assert editors.case.scheduled_for is None
