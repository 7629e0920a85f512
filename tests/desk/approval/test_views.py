"""The screen of a case: reading, deciding, returning, everything else."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.desk.approval.strips import strip_of
from cms.directives.models import Concern
from cms.directives.services import mark_concern
from cms.evidence.models import Entry
from cms.moderation.models import Case, CaseState, Decision
from cms.moderation.services import (
    claim,
    decide,
    publish_in_emergency,
    release_due,
    return_case,
)
from cms.news.models import NewsPage
from cms.routes.models import StepParty
from cms.takedown.kinds import Reason
from cms.takedown.services import stop
from sites.models import Capability, RoleAssignment
from sites.services import grant_role
from tests.admin import admin_client, soup, text_at, words
from tests.desk.approval.conftest import APPROVED, EDITED, Desk
from tests.factories.moderation import EDITED as EDITED_WORD, Board, approve_all
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import living_portal

pytestmark = pytest.mark.django_db

MOST_QUERIES = 60


def untouched(case: Case) -> None:
    before = (case.state, case.position, case.round, case.claimed_by_id)
    case.refresh_from_db()
    assert (case.state, case.position, case.round, case.claimed_by_id) == before


def faults(response: Any) -> list[str]:
    return [
        item.get_text() for item in soup(response).select("#missing:not([hidden]) a")
    ]


def test_nothing_is_ticked_beforehand(editors: Desk) -> None:
    page = editors.page()
    assert len(page.select("#decide input[type=radio]")) == 4
    assert page.select("#decide :checked") == []
    assert page.select("#decide button[disabled]") == []
    assert "Bước 1 trên 2" in editors.says()


def test_approving_early_lists_what_is_missing(publishers: Desk, editors: Desk) -> None:
    editors.approve(**EDITED)
    answer = publishers.send("approve", **publishers.form())
    assert faults(answer) == [
        "1. Nội dung: chọn Đạt hoặc Chưa đạt",
        "Cam kết về bí mật nhà nước",
    ]
    links = soup(answer).select("#missing a")
    assert all(soup(answer).select_one(str(link["href"])) for link in links)
    assert Decision.objects.count() == 1


def test_a_check_not_in_order_is_no_consent(editors: Desk) -> None:
    said = {**EDITED, "check-pictures": "no", "remark": "Ảnh 2 mờ"}
    answer = editors.send("approve", **editors.form(**said), confirmed="1")
    assert faults(answer) == ["2. Ảnh chưa đạt: hãy trả lại tin bài"]
    assert soup(answer).select_one("#check-content [value=yes][checked]")
    assert text_at(answer, "textarea#remark") == "Ảnh 2 mờ"
    assert not Decision.objects.exists()


def test_a_consent_is_asked_for_once_more(editors: Desk, publishers: Desk) -> None:
    asked = editors.send("approve", **editors.form(**EDITED))
    assert "Chuyển sang bước “Duyệt đăng”" in words(asked)
    assert not Decision.objects.exists()
    told = editors.approve(**EDITED)
    assert "Đã duyệt. Tin bài đang ở bước “Duyệt đăng”" in words(told)
    asked = publishers.send("approve", **publishers.form(**APPROVED))
    said = words(asked, "[data-d-fragment]")
    portal = publishers.case.unit.portal
    assert portal.site.hostname in said
    assert "Giờ đăng" in said
    assert "Kênh" in said
    assert publishers.case.record.unit.portal.pk == portal.pk


def test_the_last_consent_can_be_recalled(editors: Desk, publishers: Desk) -> None:
    editors.approve(**EDITED)
    answer = publishers.approve(**APPROVED)
    case = publishers.case
    case.refresh_from_db()
    assert case.state == CaseState.APPROVED
    until = soup(answer).select(".d-left")[0]["data-until"]
    assert case.release_at
    assert int(str(until)) == int(case.release_at.timestamp())
    assert soup(answer).select_one("button[value=recall]")
    assert editors.page().select_one("button[value=recall]")
    publishers.send("recall")
    case.refresh_from_db()
    assert (case.state, case.position) == (CaseState.RUNNING, 2)
    publishers.approve(**APPROVED)
    release_due(now=timezone.now() + timedelta(seconds=31))
    late = publishers.send("recall")
    assert "Tin bài đã đăng" in words(late, "#refused")
    assert NewsPage.objects.get(pk=case.page_id).live


def test_a_double_click_is_one_consent(editors: Desk) -> None:
    form = editors.form(**EDITED, remark="Kèm ý kiến")
    editors.send("approve", **form, confirmed="1")
    again = editors.send("approve", **form, confirmed="1")
    assert Decision.objects.count() == 1
    assert words(again, "#refused").startswith("Bước này không chờ bạn")
    assert text_at(again, "#kept") == "Kèm ý kiến"


def test_content_changed_meanwhile_starts_every_check_anew(
    editors: Desk, desk: Board
) -> None:
    form = editors.form(**EDITED, remark="Xem kỹ rồi")
    page = NewsPage.objects.get(pk=editors.case.page_id)
    page.title = "Hội làng hoãn lại"
    page.save_revision(user=desk.writer)
    answer = editors.send("approve", **form, confirmed="1")
    assert "Nội dung đã thay đổi từ khi bạn mở" in words(answer, "#refused")
    assert soup(answer).select("#decide :checked") == []
    assert text_at(answer, "textarea#remark") == "Xem kỹ rồi"
    assert not Decision.objects.exists()


def test_of_two_at_once_the_second_is_told(editors: Desk, desk: Board) -> None:
    other = Desk(editors.case, person_of(desk.living.unit, Capability.EDITOR))
    form = other.form(**EDITED, remark="Đồng ý")
    decide(case=editors.case, actor=desk.editor, word=EDITED_WORD)
    answer = other.send("approve", **form, confirmed="1")
    assert "người khác" in words(answer, "#refused")
    assert text_at(answer, "#kept") == "Đồng ý"
    assert [one.person for one in Decision.objects.all()] == [desk.editor]


def test_a_role_that_ended_meanwhile_decides_nothing(
    editors: Desk, desk: Board
) -> None:
    person_of(desk.living.unit, Capability.EDITOR)
    form = editors.form(**EDITED, remark="Vẫn còn đây")
    roles = RoleAssignment.objects.filter(user=desk.editor)
    roles.update(capability=Capability.CONTRIBUTOR)
    answer = editors.send("approve", **form, confirmed="1")
    assert "Bước này không chờ bạn" in words(answer, "#refused")
    assert text_at(answer, "#kept") == "Vẫn còn đây"
    untouched(editors.case)
    roles.delete()
    grant_role(
        user=desk.editor, unit=living_portal().unit, capability=Capability.EDITOR
    )
    lost = editors.send("approve", **form, confirmed="1")
    assert lost.status_code == 403
    assert text_at(lost, "#kept") == "Vẫn còn đây"
    assert str(editors.case) not in lost.content.decode()
    assert admin_client(desk.editor).get(editors.address).status_code == 404
    assert not Decision.objects.exists()


def test_who_is_not_asked_reads_without_any_control(
    publishers: Desk, desk: Board, writers: Desk
) -> None:
    auditor = Desk(writers.case, person_of(desk.living.unit, Capability.AUDITOR))
    page = auditor.page()
    assert page.select("main form") == []
    assert page.select_one("iframe.d-frame")
    assert publishers.page().select_one("#decide") is None
    assert "Bạn đã viết hoặc sửa bản này" in writers.says()
    refused = auditor.send("comment", remark="Chen vào")
    assert "không được hỏi ý kiến" in words(refused, "#refused")
    assert Entry.objects.filter(deed="commented").count() == 0


def test_strangers_find_nothing(case: Case) -> None:
    stranger = person_of(living_portal().unit, Capability.PUBLISHER)
    client = admin_client(stranger)
    for address in (f"/admin/duyet/{case.pk}/", f"/admin/duyet/{case.pk}/ban-doc/"):
        assert client.get(address).status_code == 404
    assert client.post(f"/admin/duyet/{case.pk}/", {"do": "claim"}).status_code == 404
    untouched(case)


def test_somebody_of_another_unit_who_is_asked_reads_that_case(
    case: Case, desk: Board
) -> None:
    guest = person_of(living_portal().unit, Capability.EDITOR)
    StepParty.objects.filter(step__position=1).update(
        kind="person", person=guest, capabilities=[]
    )
    case.waiting.update(person=guest, capability="", unit=None)
    asked = Desk(case, guest)
    asked.approve(**EDITED)
    case.refresh_from_db()
    assert case.position == 2
    assert asked.says(".d-top h1") == str(case)
    drawn = admin_client(guest).get(f"{asked.address}ban-doc/")
    assert str(case) in drawn.content.decode()


def test_it_is_drawn_as_it_was_submitted(editors: Desk, case: Case) -> None:
    page = NewsPage.objects.get(pk=case.page_id)
    page.title = "Bản nháp sau đó"
    page.latest_revision = None
    page.save(update_fields=["title", "draft_title"])
    drawn = admin_client(editors.person).get(f"{editors.address}ban-doc/")
    assert drawn.status_code == 200
    assert drawn.headers["X-Frame-Options"] == "SAMEORIGIN"
    text = drawn.content.decode()
    assert "Hội làng Đại Mỗ mở cửa" in text
    assert "Bản nháp sau đó" not in text


def test_returned_with_reasons(editors: Desk, desk: Board, case: Case) -> None:
    empty = editors.send("return", **{"return-to_position": "0"})
    assert "Hãy ghi ý kiến" in words(empty, "dialog[open]")
    untouched(case)
    said = {
        "return-remark": "Số ca chưa khớp",
        "return-reasons": ["figures"],
        "return-to_position": "0",
    }
    answer = editors.send("return", **said)
    given = desk.writer.get_short_name()
    assert f"Đã trả lại cho {given} kèm ý kiến." in words(answer, ".messages")
    case.refresh_from_db()
    assert case.state == CaseState.RETURNED
    entry = Entry.objects.get(deed="returned")
    assert entry.facts["reasons"] == ["Số liệu chưa khớp nguồn"]


def test_what_is_back_says_why_at_its_head(desk: Board, case: Case) -> None:
    return_case(case=case, actor=desk.editor, remark="Ảnh 1 chưa có nguồn")
    writers = Desk(case, desk.writer)
    note = writers.says(".d-note.is-crit")
    assert note.startswith(f"{desk.editor} trả lại lúc ")
    assert "Ảnh 1 chưa có nguồn Sửa theo ý kiến" in note
    (mend,) = writers.page().select(".d-note a")
    assert mend["href"] == f"/admin/pages/{case.page_id}/edit/"


def test_past_the_route_no_step_is_shown_as_done(desk: Board) -> None:
    head = person_of(desk.living.unit, Capability.HEAD_OF_UNIT)
    case = publish_in_emergency(page=desk.draft(), actor=head, reason="Bão")
    shown = [stage.state for stage in strip_of(case)]
    assert shown == ["done", "passed", "passed", "done"]
    assert "Biên tập – bỏ qua" in Desk(case, desk.publisher).says(".d-only-l .d-route")


def test_returned_to_an_earlier_step(editors: Desk, publishers: Desk) -> None:
    editors.approve(**EDITED)
    options = publishers.page().select("#return-to option")
    assert [option.get("value") for option in options] == ["0", "1"]
    said = {"return-remark": "Xem lại ảnh", "return-to_position": "1"}
    publishers.send("return", **said)
    publishers.case.refresh_from_db()
    assert publishers.case.position == 1


def test_without_a_script_the_dialogue_opens_and_ticks_stay(editors: Desk) -> None:
    answer = editors.send("ask_return", **editors.form(**EDITED))
    assert soup(answer).select_one("dialog#return[open]")
    assert soup(answer).select_one("#check-content [value=yes][checked]")
    assert faults(answer) == []


def test_claimed_let_go_and_taken_over(editors: Desk, desk: Board, case: Case) -> None:
    other = person_of(desk.living.unit, Capability.EDITOR)
    claim(case=case, actor=other)
    page = editors.page()
    assert page.select_one("#decide") is None
    assert f"{other} đang xử lý." in editors.says()
    editors.send("claim")
    case.refresh_from_db()
    assert case.claimed_by == desk.editor
    assert editors.page().select_one("#decide")
    editors.send("let_go")
    case.refresh_from_db()
    assert case.claimed_by is None


def test_urged_reassigned_and_commented_on(
    editors: Desk, writers: Desk, desk: Board, case: Case
) -> None:
    writers.send("prioritise", priority="urgent")
    case.refresh_from_db()
    assert case.priority == "urgent"
    assert "mức ưu tiên" in words(editors.send("prioritise", priority="x"), "#refused")
    other = person_of(desk.living.unit, Capability.EDITOR)
    offered = editors.page().select("#person option[value]")
    assert [option["value"] for option in offered] == ["", str(other.pk)]
    refused = editors.send("reassign", person=str(desk.publisher.pk))
    assert words(refused, "#refused") == "Hãy chọn người quyết định."
    editors.send("reassign", person=str(other.pk), remark="Anh xem giúp")
    case.refresh_from_db()
    assert case.assigned_to == other
    editors.send("comment", remark="Đã xem phần đầu")
    assert "Đã xem phần đầu" in writers.says(".d-tl")
    assert "Hãy ghi" in words(editors.send("comment", remark="  "), "#refused")


def test_withdrawn_by_its_submitter(writers: Desk, editors: Desk, case: Case) -> None:
    editors.send("withdraw", remark="Không phải của tôi")
    untouched(case)
    writers.send("withdraw", remark="Sai số liệu")
    case.refresh_from_db()
    assert case.state == CaseState.WITHDRAWN


def test_no_such_deed(editors: Desk, case: Case) -> None:
    assert editors.send("publish").status_code in {302, 403, 200}
    untouched(case)


def test_the_screen_costs_the_same_however_long_the_story(
    editors: Desk, desk: Board, case: Case
) -> None:
    def cost() -> int:
        client = admin_client(desk.editor)
        client.get(editors.address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(editors.address).status_code == 200
        return len(queries)

    few = cost()
    for place in range(12):
        editors.send("comment", remark=f"Ý kiến {place}")
    assert cost() <= few
    assert few <= MOST_QUERIES


def test_the_screen_says_why_it_cannot_go_out_and_promises_no_hour(
    desk: Board, case: Case, publishers: Desk
) -> None:
    decide(case=case, actor=desk.editor, word=EDITED_WORD)
    assert publishers.page().select("#held") == []
    mark_concern(record=case.record, responsible="UBND phường", actor=desk.editor)
    why = "Chưa có ai xác nhận đã che mặt người và biển số xe."
    assert publishers.says("#held") == f"Chưa đưa tới người đọc được {why}"
    case.refresh_from_db()
    answer = publishers.approve(**APPROVED)
    assert why in words(answer, "#refused")
    untouched(case)
    Concern.objects.all().delete()
    publishers.approve(**APPROVED)
    mark_concern(record=case.record, responsible="UBND phường", actor=desk.editor)
    said = publishers.says("#held")
    assert said.startswith(f"Đã duyệt nhưng chưa đưa tới người đọc được {why}")
    assert "Người đọc" not in said
    assert publishers.page().select("[data-until]") == []


@pytest.mark.parametrize("what", ["desk:case", "desk:reading"])
def test_the_case_of_a_stopped_item_is_nobodys(
    desk: Board, case: Case, what: str
) -> None:
    """What was remarked on its way stands in its evidence, which is shut as well."""
    head = person_of(desk.living.unit, Capability.HEAD_OF_UNIT)
    approve_all(case, desk)
    release_due(now=timezone.now() + timedelta(minutes=1))
    people = [head, desk.editor, desk.publisher, UserFactory.create(superuser=True)]
    clients = [admin_client(person) for person in people]
    address = reverse(what, args=[case.pk])
    assert {client.get(address).status_code for client in clients} == {200}
    stop(
        record=case.record,
        actor=head,
        keepers=[head, desk.publisher],
        reason=Reason.SECRECY,
        words_of_actor="Lộ địa chỉ.",
    )
    assert {client.get(address).status_code for client in clients} == {404}
