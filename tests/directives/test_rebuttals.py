"""Rumours have their own clock; “chưa đẹp” items are masked, asked about, answered."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from cms.core.gate import HeldBackError, released
from cms.directives.models import Concern, Rebuttal
from cms.directives.services import (
    answer_rumour,
    confirm_masking,
    mark_concern,
    note_asked,
    note_reply,
    record_rumour,
)
from tests.admin import admin_client, soup, words
from tests.desk.conftest import Office, office
from tests.factories.news import NewsPageFactory

pytestmark = pytest.mark.django_db

LIST = "/admin/rumours/"


@pytest.fixture
def here(db: None) -> Office:
    return office("Hội làng Đại Mỗ mở cửa")


@pytest.fixture
def elsewhere(db: None) -> Office:
    return office("Chợ nổi họp phiên cuối")


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
    assert "open for 2" in words(client.get(path))
    answer = client.post(path, {"deed": "answer", "named": "khong-co"})
    assert answer.status_code == 422
    assert Rebuttal.objects.open().exists()
    answer = client.post(path, {"deed": "answer", "named": here.record.code})
    assert answer.status_code == 302
    rebuttal.refresh_from_db()
    assert rebuttal.record == here.record
    assert rebuttal.answered_at is not None
    assert "answered after 2" in words(client.get(path))
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
        "Overdue",
        "To be answered",
        "Answered",
    ]


def test_no_other_unit_answers(here: Office, elsewhere: Office) -> None:
    rebuttal = noticed(here)
    with pytest.raises(PermissionDenied):
        answer_rumour(
            rebuttal=rebuttal, record=elsewhere.record, actor=elsewhere.editor
        )
    rebuttal.refresh_from_db()
    assert rebuttal.record is None


def publish(page: Any) -> None:
    with released(pages=[page.pk]):
        page.get_latest_revision().publish()


def test_chua_dep_waits_for_masks_and_for_the_question(here: Office) -> None:
    page = NewsPageFactory.create(
        parent=here.living.section, title="Rác bên hồ", draft=True
    )
    path = f"/admin/directives/chua-dep/{page.pk}/"
    client = admin_client(here.editor)
    assert client.post(path, {"deed": "mark", "responsible": ""}).status_code == 422
    client.post(path, {"deed": "mark", "responsible": "UBND phường Đại Mỗ"})
    with pytest.raises(HeldBackError, match="masked"):
        publish(page)
    assert client.post(path, {"deed": "mask"}).status_code == 422
    client.post(path, {"deed": "mask", "masked": "on"})
    with pytest.raises(HeldBackError, match="responsible unit"):
        publish(page)
    client.post(path, {"deed": "ask", "asked_on": "2026-11-20"})
    concern = Concern.objects.get()
    assert (concern.masked_by, concern.asked_by) == (here.editor, here.editor)
    publish(page)
    page.refresh_from_db()
    assert page.live


def test_the_reply_becomes_part_of_the_next_version(here: Office) -> None:
    asked: dict[str, Any] = {"actor": here.editor}
    concern = mark_concern(record=here.record, responsible="UBND phường", **asked)
    confirm_masking(concern=concern, **asked)
    note_asked(concern=concern, on=date(2026, 11, 19), **asked)
    before = here.page.get_latest_revision_as_object().body
    note_reply(
        concern=concern, reply="Đã dọn <b>xong</b>.", on=date(2026, 11, 20), **asked
    )
    here.page.refresh_from_db()
    page = here.page.get_latest_revision_as_object()
    assert len(page.body) == len(before) + 1
    block = page.body[-1]
    assert block.block_type == "callout"
    assert "UBND phường" in block.value["title"]
    assert "20/11/2026" in block.value["title"]
    assert "&lt;b&gt;" in block.value["text"].source
    assert len(here.page.body) == len(before)  # readers see it once it is approved


def test_another_unit_marks_nothing(here: Office, elsewhere: Office) -> None:
    with pytest.raises(PermissionDenied):
        mark_concern(record=here.record, responsible="x", actor=elsewhere.editor)
    path = f"/admin/directives/chua-dep/{here.page.pk}/"
    answer = admin_client(elsewhere.editor).post(
        path, {"deed": "mark", "responsible": "x"}
    )
    assert answer.status_code in {302, 403}
    assert not Concern.objects.exists()
