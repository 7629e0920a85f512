"""Submitting from the editor; publishing past the route."""

import pytest
from django.utils import timezone
from wagtail.models import WorkflowState

from cms.directives.services import mark_concern
from cms.evidence.models import Entry
from cms.moderation.models import Case
from cms.moderation.services import return_case, submit_item
from cms.news.models import NewsPage
from cms.quality.findings import Finding, Hit, Severity
from cms.routes.models import RouteVersion
from cms.users.models import User
from sites.models import Capability
from tests.admin import EDITOR_FORM, admin_client, form_of, soup, text_at, words
from tests.factories.moderation import Board, record_of, route_of
from tests.factories.people import person_of
from tests.factories.portals import living_portal

pytestmark = pytest.mark.django_db


def address(page: NewsPage) -> str:
    return f"/admin/duyet/trinh/{page.pk}/"


def offered(page: NewsPage, person: User) -> list[str]:
    """Return the buttons and links at the foot of the editor."""
    shown = soup(admin_client(person).get(f"/admin/pages/{page.pk}/edit/"))
    return [part.get_text(" ", strip=True) for part in shown.select("footer .button")]


def test_the_editor_saves_and_leads_on(desk: Board) -> None:
    page = desk.draft()
    assert "Trình duyệt…" in offered(page, desk.writer)
    client = admin_client(desk.writer)
    edit = f"/admin/pages/{page.pk}/edit/"
    form = form_of(client.get(edit), EDITOR_FORM)
    sent = {**form, "body-count": "0", "desk-submit": ""}
    answer = client.post(edit, {**sent, "title": "Hội làng có thêm hát chèo"})
    assert answer.url == address(page)
    latest = NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert latest.title == "Hội làng có thêm hát chèo"
    assert not Case.objects.exists()


def test_the_screen_names_the_way_and_its_people(desk: Board) -> None:
    page = desk.draft()
    said = words(admin_client(desk.writer).get(address(page)))
    assert f"1. Biên tập Biên tập viên: {desk.editor}" in said
    assert f"2. Duyệt đăng Người duyệt đăng: {desk.publisher}" in said
    assert "Không thấy chỗ nào cần sửa." in said


def test_submitted_with_a_note(desk: Board) -> None:
    page = desk.draft()
    client = admin_client(desk.writer)
    said = {"to": ["portal"], "note": "Cần trước 16 giờ", "priority": "urgent"}
    answer = client.post(address(page), said, follow=True)
    case = Case.objects.get()
    assert (case.note, case.priority) == ("Cần trước 16 giờ", "urgent")
    assert "Đã trình" in words(answer, ".messages")
    assert "Trình duyệt…" not in offered(page, desk.editor)
    assert "Quá trình duyệt…" in offered(page, desk.editor)
    again = client.post(address(page), said)
    assert "Tin bài này đã được trình." in words(again, "#refused")
    assert Case.objects.count() == 1


def test_what_blocks_is_told_and_nothing_is_lost(
    desk: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Finding(
        "rights", Severity.BLOCK, Hit("Ảnh 1 thiếu bản quyền", "Ghi bản quyền")
    )
    for place in ("cms.desk.approval.submitting", "cms.moderation.entrance"):
        monkeypatch.setattr(f"{place}.examine", lambda *args, **told: [found])
    page = desk.draft()
    answer = admin_client(desk.writer).post(
        address(page), {"to": ["portal"], "note": "Giữ lời nhắn"}
    )
    assert "Ảnh 1 thiếu bản quyền" in words(answer, "#refused")
    assert "Phải sửa trước khi trình" in words(answer)
    assert text_at(answer, "#note") == "Giữ lời nhắn"
    assert not Case.objects.exists()
    assert not WorkflowState.objects.exists()


def test_a_channel_awaits_its_own_body_once_readers_have_the_item(
    desk: Board,
) -> None:
    route_of(desk.living.portal, name="Lên Fanpage", destination="fanpage")
    page = desk.draft()
    client = admin_client(desk.writer)
    ways = soup(client.get(address(page))).select("[name=to]")
    assert [way["value"] for way in ways] == ["portal"]
    nowhere = client.post(address(page), {"note": "Không chọn"})
    assert words(nowhere, "#refused").endswith("Hãy chọn nơi đăng.")
    assert not Case.objects.exists()


def test_without_a_route_it_says_who_draws_one_up(desk: Board) -> None:
    RouteVersion.objects.update(valid_to=timezone.now())
    said = words(admin_client(desk.writer).get(address(desk.draft())))
    assert "Chưa có tuyến duyệt" in said


def test_what_was_returned_goes_on_as_the_same_case(desk: Board) -> None:
    page = desk.draft()
    case = submit_item(page=page, actor=desk.writer)
    return_case(case=case, actor=desk.editor, remark="Thêm nguồn")
    assert "Trình duyệt…" in offered(page, desk.writer)
    admin_client(desk.writer).post(address(page), {"to": ["portal"]})
    case.refresh_from_db()
    assert (case.round, case.position) == (2, 1)


def test_nobody_submits_what_they_may_not_edit(desk: Board) -> None:
    page = desk.draft()
    strangers = (
        person_of(living_portal().unit, Capability.PUBLISHER),
        person_of(desk.living.unit, Capability.AUDITOR),
    )
    for person in strangers:
        answer = admin_client(person).post(address(page), {"to": ["portal"]})
        assert answer.status_code in {302, 403, 404}
    assert not Case.objects.exists()


def test_an_emergency_needs_a_reason_and_somebody_who_may(desk: Board) -> None:
    page = desk.draft()
    head = person_of(desk.living.unit, Capability.HEAD_OF_UNIT)
    hurry = f"/admin/duyet/khan/{page.pk}/"
    assert "Đăng khẩn cấp…" not in offered(page, desk.publisher)
    assert "Đăng khẩn cấp…" in offered(page, head)
    admin_client(desk.publisher).post(hurry, {"reason": "Bão"})
    silent = admin_client(head).post(hurry, {"reason": "  "})
    assert "Hãy ghi rõ tình huống khẩn cấp." in words(silent, "#refused")
    assert not NewsPage.objects.get(pk=page.pk).live
    answer = admin_client(head).post(hurry, {"reason": "Bão số 12"}, follow=True)
    assert NewsPage.objects.get(pk=page.pk).live
    assert "Bão số 12" in words(answer)
    assert Entry.objects.filter(deed="emergency", actor=head).count() == 1


def test_what_holds_it_back_is_said_before_anything_is_sent(desk: Board) -> None:
    page = desk.draft()
    mark_concern(record=record_of(page), responsible="UBND phường", actor=desk.editor)
    client = admin_client(desk.writer)
    why = "Chưa có ai xác nhận đã che mặt người và biển số xe."
    assert words(client.get(address(page)), "#refused li") == why
    answer = client.post(address(page), {"to": ["portal"], "note": "Cần gấp"})
    assert words(answer, "#refused li") == why
    assert text_at(soup(answer), "#note") == "Cần gấp"
    assert not Case.objects.exists()
