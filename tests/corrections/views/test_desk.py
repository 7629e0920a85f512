"""The desk's list of reported mistakes, and where they are decided."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.corrections.models import MistakeReport, ReportState
from cms.users.models import User
from sites.models import Capability
from sites.services import grant_role
from tests.admin import admin_client, errors, send, soup, words
from tests.corrections.conftest import Desk
from tests.factories.corrections import MistakeReportFactory
from tests.factories.news import NewsPageFactory
from tests.factories.people import UserFactory, person_of
from tests.factories.publishing import take_away

pytestmark = pytest.mark.django_db

LIST = "/admin/corrections/"
QUERIES = 20
SENDER = ("Nguyễn Văn Bền", "ben@ban-doc.example", "0900 000 111")


@pytest.fixture
def report(here: Desk) -> MistakeReport:
    return MistakeReportFactory.create(
        page=here.page, passage="Hội mở từ mồng 6 Tết", named=True
    )


def edit_url(report: MistakeReport) -> str:
    return f"{LIST}edit/{report.pk}/"


def inspect_url(report: MistakeReport) -> str:
    return f"{LIST}inspect/{report.pk}/"


def receipts(user: User, query: str = "") -> set[str]:
    response = admin_client(user).get(LIST + query)
    assert response.status_code == 200
    cells = soup(response).select("td.title .title-wrapper")
    return {cell.get_text(strip=True) for cell in cells}


def test_an_editor_sees_the_own_unit_s_reports(
    here: Desk, elsewhere: Desk, report: MistakeReport
) -> None:
    foreign = MistakeReportFactory.create(page=elsewhere.page)
    assert receipts(here.editor) == {report.receipt}
    assert receipts(here.editor, f"?unit={elsewhere.living.unit.pk}") == {
        report.receipt
    }
    assert receipts(elsewhere.editor) == {foreign.receipt}
    everything = receipts(UserFactory.create(superuser=True))
    assert everything == {report.receipt, foreign.receipt}


def test_who_serves_two_units_may_narrow(
    here: Desk, elsewhere: Desk, report: MistakeReport
) -> None:
    foreign = MistakeReportFactory.create(page=elsewhere.page)
    unit = elsewhere.living.unit
    grant_role(user=here.editor, unit=unit, capability=Capability.EDITOR)
    assert receipts(here.editor) == {report.receipt, foreign.receipt}
    assert receipts(here.editor, f"?unit={unit.pk}") == {foreign.receipt}


@pytest.mark.parametrize("view", ["edit", "inspect", "history", "history-results"])
def test_a_foreign_report_does_not_exist(
    here: Desk, elsewhere: Desk, report: MistakeReport, view: str
) -> None:
    path = f"{LIST}{view}/{report.pk}/"
    assert admin_client(here.editor).get(path).status_code == 200
    assert admin_client(elsewhere.editor).get(path).status_code == 404


def test_a_foreign_report_cannot_be_decided(
    here: Desk, elsewhere: Desk, report: MistakeReport
) -> None:
    sent = {"state": "corrected", "answer": "Đã sửa.", "note": ""}
    client = admin_client(elsewhere.editor)
    assert client.post(edit_url(report), sent).status_code == 404
    # Auditing here does not make an editor of somebody who edits elsewhere.
    unit = here.living.unit
    grant_role(user=elsewhere.editor, unit=unit, capability=Capability.AUDITOR)
    client = admin_client(elsewhere.editor)
    assert client.post(edit_url(report), sent).status_code == 404
    report.refresh_from_db()
    assert report.state == ReportState.RECEIVED
    assert not ModelLogEntry.objects.exists()


def test_a_contributor_has_no_list(here: Desk, report: MistakeReport) -> None:
    contributor = person_of(here.living.unit, Capability.CONTRIBUTOR)
    client = admin_client(contributor)
    for path in (LIST, edit_url(report)):
        answer = client.get(path)
        assert (answer.status_code, answer["location"]) == (302, "/admin/")
    assert client.get(inspect_url(report)).status_code == 404
    assert not soup(client.get("/admin/")).select(f"a[href^='{LIST}']")


def test_an_auditor_reads_without_learning_who_sent_it(
    here: Desk, report: MistakeReport
) -> None:
    auditor = person_of(here.living.unit, Capability.AUDITOR)
    client = admin_client(auditor)
    shown = words(client.get(inspect_url(report)))
    assert report.passage in shown
    assert not [fact for fact in SENDER if fact in shown]
    assert client.get(edit_url(report)).status_code == 302
    link = soup(client.get(LIST)).select_one("td.title a")
    assert link is not None
    assert link["href"] == inspect_url(report)


def test_the_row_says_what_matters(here: Desk, report: MistakeReport) -> None:
    MistakeReport.objects.update(
        copies=3, received_at=datetime(2026, 11, 20, 2, 5, tzinfo=UTC)
    )
    cells = soup(admin_client(here.editor).get(LIST)).select("table tbody tr td")
    shown = [" ".join(cell.get_text(" ").split()) for cell in cells]
    assert shown[0].startswith(report.receipt)
    assert shown[1:] == [
        "Hội làng Đại Mỗ mở cửa",
        "Hội mở từ mồng 6 Tết đã gửi 3 lần",
        "09:05 20/11/2026",
        "Đã tiếp nhận",
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=hoi+mo", 1),
        ("q=dai+mo", 1),
        ("q=cho+noi", 0),
        ("state=received", 1),
        ("state=received&state=checking", 1),
        ("state=kept", 0),
        ("received_at_from=2026-11-20&received_at_to=2026-11-20", 1),
        ("received_at_from=2026-11-21", 0),
        ("received_at_from=khong-phai-ngay", 1),
    ],
)
def test_the_list_can_be_searched_and_narrowed(
    here: Desk, report: MistakeReport, query: str, found: int
) -> None:
    MistakeReport.objects.update(received_at=datetime(2026, 11, 20, 2, 5, tzinfo=UTC))
    assert len(receipts(here.editor, f"?{query}")) == found


def test_a_receipt_read_over_the_phone_is_found(
    here: Desk, report: MistakeReport
) -> None:
    MistakeReportFactory.create(page=here.page)
    typed = report.receipt.lower().replace("-", "+")
    assert receipts(here.editor, f"?q={typed}") == {report.receipt}


def test_the_newest_come_first(here: Desk, report: MistakeReport) -> None:
    older = MistakeReportFactory.create(
        page=here.page, received_at=timezone.now() - timedelta(days=2)
    )
    cells = soup(admin_client(here.editor).get(LIST)).select("td.title .title-wrapper")
    assert [cell.get_text(strip=True) for cell in cells] == [
        report.receipt,
        older.receipt,
    ]


def test_a_decision_is_written_with_who_and_when(
    here: Desk, report: MistakeReport
) -> None:
    client = admin_client(here.editor)
    page = client.get(edit_url(report))
    for fact in (*SENDER, report.passage, report.problem, report.title):
        assert fact in words(page)
    answer = send(client, edit_url(report), state="corrected", answer="Đã sửa.")
    assert answer.status_code == 302
    report.refresh_from_db()
    assert (report.state, report.answer) == ("corrected", "Đã sửa.")
    assert report.handled_by == here.editor
    history = words(client.get(f"{LIST}history/{report.pk}/"))
    assert "Trạng thái: từ “Đã tiếp nhận” sang “Đã sửa”" in history


def test_who_keeps_an_item_must_say_why(here: Desk, report: MistakeReport) -> None:
    client = admin_client(here.editor)
    response = send(client, edit_url(report), state="kept", answer=" ")
    assert errors(response) == ["Hãy cho bạn đọc biết vì sao giữ nguyên nội dung."]
    report.refresh_from_db()
    assert report.state == ReportState.RECEIVED
    assert not ModelLogEntry.objects.exists()


def test_what_the_reader_wrote_cannot_be_changed(
    here: Desk, report: MistakeReport
) -> None:
    client = admin_client(here.editor)
    send(client, edit_url(report), problem="Không sai", receipt="BSS-2222-2222")
    kept = MistakeReport.objects.get()
    assert (kept.problem, kept.receipt) == (report.problem, report.receipt)


def test_a_report_leads_to_its_item(here: Desk, report: MistakeReport) -> None:
    def links(user: User) -> set[str]:
        page = soup(admin_client(user).get(edit_url(report)))
        return {str(link["href"]) for link in page.select("header a[href]")}

    edit = f"/admin/pages/{here.page.pk}/edit/"
    assert {here.page.full_url, edit} <= links(here.editor)
    moderator = person_of(here.living.unit, Capability.MODERATOR)
    assert edit not in links(moderator)
    here.page.unpublish()
    assert here.page.full_url not in links(here.editor)
    take_away(here.page)
    assert edit not in links(here.editor)


def test_nothing_can_be_added_or_deleted_here(report: MistakeReport) -> None:
    client = admin_client(UserFactory.create(superuser=True))
    for path in ("new/", f"delete/{report.pk}/", f"copy/{report.pk}/"):
        assert client.get(LIST + path).status_code == 404
        assert client.post(LIST + path).status_code == 404
    assert MistakeReport.objects.filter(pk=report.pk).exists()


def test_open_reports_are_counted_on_the_first_page(
    here: Desk, elsewhere: Desk, report: MistakeReport
) -> None:
    MistakeReportFactory.create(page=here.page, state=ReportState.CHECKING)
    MistakeReportFactory.create(page=here.page, corrected=True)

    def waiting(user: User) -> str:
        page = soup(admin_client(user).get("/admin/"))
        link = page.select_one(f"a[href^='{LIST}?']")
        return " ".join(link.get_text().split()) if link else ""

    assert waiting(here.editor) == "2 báo sai sót đang chờ"
    assert waiting(elsewhere.editor) == ""


def test_the_list_costs_the_same_however_long_it_is(
    here: Desk, report: MistakeReport
) -> None:
    client = admin_client(here.editor)
    client.get(LIST)  # content types are remembered from here on
    counts = []
    for more in (1, 14):
        for _number in range(more):
            page = NewsPageFactory.create(parent=here.living.section)
            MistakeReportFactory.create(page=page)
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= QUERIES
