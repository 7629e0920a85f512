"""Rumours have their own clock; “chưa đẹp” items are masked, asked about, answered."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from cms.directives.models import Rebuttal
from cms.directives.services import (
    answer_rumour,
    record_rumour,
)
from tests.admin import admin_client, soup, words
from tests.desk.conftest import Office

pytestmark = pytest.mark.django_db

LIST = "/admin/rumours/"


def noticed(where: Office, hours: int = 2, **values: Any) -> Rebuttal:
    rebuttal = Rebuttal(
        unit=where.living.unit,
        rumour="Hội làng bị hủy.",
        seen_at="https://mang.example/nhom/1",
        received_at=timezone.now() - timedelta(hours=hours),
        **values,
    )
    return record_rumour(rebuttal=rebuttal, actor=where.editor)


def test_the_clock_stops_with_the_item_that_answers(here: Office) -> None:
    rebuttal = noticed(here)
    path = f"{LIST}inspect/{rebuttal.pk}/"
    client = admin_client(here.editor)
    assert "chưa trả lời, đã 2" in words(client.get(path))
    answer = client.post(path, {"deed": "answer", "named": "khong-co"})
    assert answer.status_code == 422
    assert Rebuttal.objects.open().exists()
    answer = client.post(path, {"deed": "answer", "named": here.record.code})
    assert answer.status_code == 302
    rebuttal.refresh_from_db()
    assert rebuttal.record == here.record
    assert rebuttal.answered_at is not None
    assert "trả lời sau 2" in words(client.get(path))
    with pytest.raises(ValidationError):
        answer_rumour(rebuttal=rebuttal, record=here.record, actor=here.editor)


def test_open_ones_stand_first_and_late_ones_before_them(
    here: Office, elsewhere: Office
) -> None:
    answered = noticed(here, hours=1)
    answer_rumour(rebuttal=answered, record=here.record, actor=here.editor)
    noticed(here, hours=9)
    noticed(here, hours=5, due_at=timezone.now() - timedelta(hours=1))
    noticed(elsewhere)
    rows = soup(admin_client(here.editor).get(LIST)).select("tbody tr")
    states = [row.select_one(".d-chip") for row in rows]
    assert [state and state.get_text() for state in states] == [
        "Quá hạn",
        "Chưa trả lời",
        "Đã trả lời",
    ]


def test_no_other_unit_answers(here: Office, elsewhere: Office) -> None:
    rebuttal = noticed(here)
    with pytest.raises(PermissionDenied):
        answer_rumour(
            rebuttal=rebuttal, record=elsewhere.record, actor=elsewhere.editor
        )
    rebuttal.refresh_from_db()
    assert rebuttal.record is None
