"""The screens of planning: what each role sees, does, and is refused."""

from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import ReferenceIndex

from cms.news.models import NewsPage
from cms.planning.models import Assignment, Meeting, Orientation, WritingPlan
from cms.planning.services import issue_orientation
from cms.users.models import User
from sites.models import Capability
from tests.admin import LATER, admin_client, errors, form_of, soup, words
from tests.factories.moderation import Board, record_of
from tests.factories.people import UserFactory, person_of
from tests.factories.planning import (
    assignment_of,
    campaign_of,
    days,
    note_of,
    plan_of,
)
from tests.factories.portals import living_portal


def url(name: str, *args: int) -> str:
    return reverse(name, args=args)


def shown(person: User, address: str) -> str:
    answer = admin_client(person).get(address)
    assert answer.status_code == 200
    return words(answer)


@pytest.fixture
def planner(desk: Board) -> Client:
    return admin_client(desk.publisher)


def issued(desk: Board) -> Orientation:
    note = Orientation(
        unit=desk.living.unit,
        subject="Rét đậm",
        body="Bám công điện.",
        valid_until=days(5),
    )
    units = [desk.living.unit]
    return issue_orientation(note=note, units=units, actor=desk.publisher)


def test_what_a_unit_is_used_by_leads_to_its_notes(desk: Board) -> None:
    """A note that was sent out has a page, and nothing to edit it by."""
    note = issued(desk)
    ReferenceIndex.create_or_update_for_object(note)
    keeper = UserFactory.create(superuser=True)
    screen = admin_client(keeper).get(f"/admin/unit/usage/{desk.living.unit.pk}/")
    assert screen.status_code == 200
    address = url("orientations:inspect", note.pk)
    assert soup(screen).select(f'main a[href^="{address}"]')


def test_an_assignment_is_planned_and_its_faults_lose_nothing(
    desk: Board, planner: Client
) -> None:
    address = f"{url('assignments:add')}?due_on={days(4):%Y-%m-%d}"
    form = form_of(planner.get(address))
    stranger = person_of(living_portal().unit, Capability.EDITOR)
    filled = {**form, "title": "Tin rét đậm", "person": str(stranger.pk)}
    refused = planner.post(url("assignments:add"), filled)
    assert errors(refused)
    assert 'value="Tin rét đậm"' in refused.content.decode()
    assert not Assignment.objects.exists()
    planner.post(url("assignments:add"), {**filled, "person": str(desk.writer.pk)})
    row = Assignment.objects.get()
    assert (row.title, row.person, row.due_on) == ("Tin rét đậm", desk.writer, days(4))


def test_a_writer_sees_their_own_and_what_is_free(desk: Board) -> None:
    unit, planner = desk.living.unit, desk.publisher
    assignment_of(unit, planner, title="Của tôi", person=desk.writer)
    free = assignment_of(unit, planner, title="Chưa ai nhận")
    hers = assignment_of(unit, planner, title="Của người khác", person=desk.editor)
    assignment_of(*_elsewhere(), title="Của đơn vị khác")
    seen = shown(desk.writer, url("assignments:index"))
    assert "Của tôi" in seen
    assert "Chưa ai nhận" in seen
    assert "Của người khác" not in seen
    assert "Của đơn vị khác" not in seen
    client = admin_client(desk.writer)
    assert client.get(url("assignments:inspect", free.pk)).status_code == 200
    assert client.get(url("assignments:inspect", hers.pk)).status_code == 404
    assert client.get(url("assignments:add")).status_code == 302
    assert client.get(url("assignments:edit", free.pk)).status_code == 302
    assert "Của người khác" in shown(desk.editor, url("assignments:index"))


def _elsewhere() -> tuple[Any, User]:
    other = living_portal()
    return other.unit, person_of(other.unit, Capability.PUBLISHER)


def test_from_the_assignment_to_the_draft(desk: Board) -> None:
    row = assignment_of(desk.living.unit, desk.publisher)
    issued(desk)
    client = admin_client(desk.writer)
    address = url("assignments:inspect", row.pk)
    page = words(client.get(address))
    assert "Rét đậm" in page
    assert "Hủy đầu việc" not in page
    assert client.post(address, {"deed": "cancel"}).status_code == 302
    refused = client.post(address, {"deed": "write"})
    assert refused.status_code == 422
    sent = client.post(
        address, {"deed": "write", "section": str(desk.living.section.pk)}
    )
    draft = NewsPage.objects.get()
    assert sent["Location"] == url("wagtailadmin_pages:edit", draft.pk)
    row.refresh_from_db()
    assert (row.person, row.state, row.record) == (
        desk.writer,
        "taken_up",
        record_of(draft),
    )
    assert "Viết tin" not in words(client.get(address), ".d")


def test_an_existing_item_is_named_by_its_short_address(
    desk: Board, planner: Client
) -> None:
    row = assignment_of(desk.living.unit, desk.publisher)
    record = record_of(desk.draft())
    address = url("assignments:inspect", row.pk)
    wrong = planner.post(address, {"deed": "link", "code": "/-/0000000000/"})
    assert "Đơn vị không có tin, bài này" in words(wrong)
    planner.post(address, {"deed": "link", "code": f"/-/{record.code}/"})
    row.refresh_from_db()
    assert (row.record, row.state) == (record, "taken_up")


def test_a_plan_counts_and_is_exported(desk: Board, planner: Client) -> None:
    plan = plan_of(desk.living.unit)
    assignment_of(
        desk.living.unit, desk.publisher, plan=plan, room="Phòng Y", due_on=days(-1)
    )
    address = url("plans:inspect", plan.pk)
    said = words(planner.get(address), ".p-figures")
    assert "Phòng Y – 1 0 0 1" in said
    sheet = load_workbook(BytesIO(planner.get(f"{address}?export=xlsx").getvalue()))
    rows = [[cell.value for cell in row] for row in sheet.active.rows]
    assert rows[0][:4] == ["Tin, bài cần viết", "Phòng", "Người thực hiện", "Hạn"]
    assert rows[1][:2] == ["Khai mạc tuần lễ áo dài", "Phòng Y"]
    assert rows[1][4] == "Quá hạn"


def test_bad_rows_are_told_by_number_and_nothing_is_stored(
    desk: Board, planner: Client
) -> None:
    plan = plan_of(desk.living.unit)
    address = url("plans:inspect", plan.pk)
    table = "Tin một; Phòng Y; 05/12/2026\nTin hai; Phòng Y; 30/02/2026\nTin ba"
    refused = planner.post(address, {"deed": "table", "table": table})
    assert refused.status_code == 422
    said = words(refused)
    assert "Dòng 2: Không có ngày 30/02/2026." in said
    assert "Dòng 3: Có 1 phần" in said
    assert "Tin một; Phòng Y" in said
    assert not Assignment.objects.exists()
    planner.post(address, {"deed": "table", "table": table, "leaves_out": "on"})
    assert [row.title for row in plan.assignments.all()] == ["Tin một"]
    reader = admin_client(desk.editor)
    assert reader.post(address, {"deed": "table", "table": table}).status_code == 302
    assert plan.assignments.count() == 1


def test_plans_and_targets_are_kept_by_forms(desk: Board, planner: Client) -> None:
    form = form_of(planner.get(url("plans:add")))
    planner.post(url("plans:add"), {**form, "name": "Kế hoạch 2026", "year": "2026"})
    plan = WritingPlan.objects.get()
    address = url("plans:inspect", plan.pk)
    planner.post(
        address, {"deed": "target", "room": "Phòng Y", "amount": "2", "period": "month"}
    )
    assert "Phòng Y 24 (2/tháng)" in words(planner.get(address), ".p-figures")
    both = {"deed": "target", "room": "", "amount": "2", "period": "month"}
    assert planner.post(address, both).status_code == 422
    assert plan.targets.count() == 1


def test_a_note_is_issued_read_and_withdrawn(desk: Board, planner: Client) -> None:
    form = form_of(planner.get(url("orientations:add")))
    told = {
        "subject": "Rét đậm",
        "body": "Bám công điện.",
        "valid_until": f"{days(5):%d/%m/%Y}",
        "units": str(desk.living.unit.pk),
    }
    planner.post(url("orientations:add"), {**form, **told})
    note = Orientation.objects.get()
    address = url("orientations:inspect", note.pk)
    writer = admin_client(desk.writer)
    assert "Rét đậm" in words(writer.get(LATER), "#notes-to-read")
    assert "Bám công điện." in words(writer.get(url("intake:send")), ".p-notes")
    page = words(writer.get(address))
    assert "Tôi đã nhận và nắm nội dung" in page
    assert "Người đã xác nhận" not in page
    back = writer.post(f"{address}?next=home", {"deed": "acknowledge"})
    assert back["Location"] == "/admin/"
    assert words(writer.get(LATER), "#notes-to-read") == ""
    assert "1/3 người" in words(planner.get(address))
    assert writer.post(address, {"deed": "withdraw"}).status_code == 302
    assert Orientation.objects.in_force().exists()
    planner.post(address, {"deed": "withdraw"})
    assert not Orientation.objects.in_force().exists()
    assert words(writer.get(url("intake:send")), ".p-notes") == ""


def test_a_note_never_reaches_other_units_or_readers(desk: Board) -> None:
    note = issued(desk)
    other = living_portal()
    stranger = person_of(other.unit, Capability.EDITOR, Capability.UNIT_ADMIN)
    client = admin_client(stranger)
    assert client.get(url("orientations:inspect", note.pk)).status_code == 404
    assert "Rét đậm" not in shown(stranger, url("orientations:index"))
    reader = Client(headers={"host": desk.living.host})
    assert "Rét đậm" not in reader.get("/").content.decode()


def test_decisions_become_assignments_and_bad_lines_stay(
    desk: Board, planner: Client
) -> None:
    address = url("briefing:index")
    day = days(3)
    text = f"Tin rét; {desk.writer.full_name}; hạn {day:%d/%m}\nViệc hỏng"
    told = {"held_on": str(days(0)), "minutes": "Ưu tiên.", "decisions": text}
    answer = planner.post(address, told)
    assert answer.status_code == 422
    assert "Dòng 2: Có 1 phần" in words(answer)
    meeting = Meeting.objects.get()
    decision = meeting.decisions.get()
    assert (decision.title, decision.person, decision.due_on) == (
        "Tin rét",
        desk.writer,
        day,
    )
    assert form_of(answer, "form.p-form")["decisions"] == "Việc hỏng"
    assert "Tin rét" in words(planner.get(address))
    refused = admin_client(desk.editor).post(address, told)
    assert refused.status_code == 302
    assert admin_client(desk.writer).get(address).status_code == 302
    assert Assignment.objects.count() == 1


def test_a_meeting_of_another_unit_is_not_looked_at(desk: Board) -> None:
    other = living_portal()
    address = f"{url('briefing:sheet')}?unit={other.unit.pk}"
    assert admin_client(desk.publisher).get(address).status_code == 302


def test_campaigns_show_what_is_missing(desk: Board, planner: Client) -> None:
    campaign = campaign_of(desk.living.unit)
    said = words(planner.get(url("campaigns:inspect", campaign.pk)))
    assert "Chưa có đầu việc, chưa có tin, bài:" in said
    assignment_of(desk.living.unit, desk.publisher, campaign=campaign)
    said = words(planner.get(url("campaigns:inspect", campaign.pk)))
    assert "0/1 đầu việc đã hoàn thành" in said


LISTS = ("assignments:index", "plans:index", "campaigns:index", "orientations:index")
PAGES = (*LISTS, "briefing:index", "briefing:sheet", "wagtailadmin_home")


@pytest.mark.parametrize("name", PAGES)
def test_ten_times_as_much_costs_no_query_more(
    desk: Board, planner: Client, name: str
) -> None:
    unit, person = desk.living.unit, desk.publisher

    def add() -> None:
        plan, campaign = plan_of(unit, name=f"K{WritingPlan.objects.count()}"), None
        campaign = campaign_of(unit)
        assignment_of(
            unit, person, plan=plan, campaign=campaign, section=desk.living.section
        )
        assignment_of(unit, person, person=person, due_on=timezone.localdate())
        note_of(unit, person).units.add(unit)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert planner.get(url(name)).status_code == 200
        return len(asked)

    add()
    queries()
    few = queries()
    for _number in range(9):
        add()
    assert queries() <= few
