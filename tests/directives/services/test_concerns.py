"""Items about what is amiss (SEC-06) are masked, asked about, and answered."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from cms.core.gate import HeldBackError, released
from cms.directives.models import Concern
from cms.directives.services import (
    confirm_masking,
    mark_concern,
    note_asked,
    note_reply,
)
from tests.admin import admin_client
from tests.desk.conftest import Office
from tests.factories.news import NewsPageFactory

pytestmark = pytest.mark.django_db


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
    with pytest.raises(HeldBackError, match="đã che"):
        publish(page)
    assert client.post(path, {"deed": "mask"}).status_code == 422
    client.post(path, {"deed": "mask", "masked": "on"})
    with pytest.raises(HeldBackError, match="chịu trách nhiệm"):
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
