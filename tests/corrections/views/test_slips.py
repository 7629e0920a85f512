"""What became of a report: told to whoever has its receipt code, and to nobody else."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache.backends.db import DatabaseCache
from django.db import DatabaseError

from cms.corrections.limits import GUESSES
from cms.corrections.models import MistakeReport, ReportState
from cms.corrections.receipts import new_receipt
from cms.corrections.services import handle_report
from tests.corrections.conftest import Clock, Desk, faults, fields, page_of
from tests.factories.corrections import MistakeReportFactory
from tests.factories.publishing import take_away
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db

NO_SUCH_CODE = "Không có phiếu nào mang mã này. Hãy đối chiếu lại từng ký tự."
RECEIVED = datetime(2026, 11, 20, 2, 5, tzinfo=UTC)


@pytest.fixture
def report(here: Desk) -> MistakeReport:
    return MistakeReportFactory.create(page=here.page, named=True, received_at=RECEIVED)


def slip_of(report: MistakeReport) -> str:
    return f"/-/phieu/{report.receipt}/"


def facts(reader: Reader, here: Desk, report: MistakeReport) -> dict[str, str]:
    answer = reader.get(here.living.host, slip_of(report))
    assert answer.status_code == 200
    rows = page_of(answer).select("dl.slip > div")
    return {
        row.select_one("dt").get_text(): row.select_one("dd").get_text()  # type: ignore[union-attr]
        for row in rows
    }


def test_a_new_report_is_received(
    here: Desk, report: MistakeReport, reader: Reader
) -> None:
    assert facts(reader, here, report) == {
        "Trạng thái": "Đã tiếp nhận",
        "Bài": "Hội làng Đại Mỗ mở cửa",
        "Tiếp nhận lúc": "09:05, 20/11/2026",
        "Địa chỉ trang này": f"http://{here.living.host}{slip_of(report)}",
    }


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (ReportState.CHECKING, "Đang kiểm tra"),
        (ReportState.CORRECTED, "Đã sửa"),
        (ReportState.KEPT, "Giữ nguyên"),
    ],
)
def test_the_state_and_the_answer_are_told(
    here: Desk, report: MistakeReport, reader: Reader, state: ReportState, shown: str
) -> None:
    handle_report(
        report=report,
        actor=here.editor,
        state=state,
        answer="Ban tổ chức đã đổi ngày.\n\nCảm ơn bạn.",
        note="Gọi lại cho anh Bền",
    )
    assert facts(reader, here, report)["Trạng thái"] == shown
    words = reader.read(here.living.host, slip_of(report))
    assert "Trả lời của ban biên tập Ban tổ chức đã đổi ngày. Cảm ơn bạn." in words
    assert "Gọi lại cho anh Bền" not in words


def test_nothing_of_the_sender_or_the_text_is_told(
    here: Desk, report: MistakeReport, reader: Reader
) -> None:
    words = reader.read(here.living.host, slip_of(report))
    for secret in ("Bền", "ben@", "0900", report.problem, report.passage):
        assert secret not in words


def test_an_answer_is_text(here: Desk, report: MistakeReport, reader: Reader) -> None:
    MistakeReport.objects.update(answer="<script>alert(1)</script>")
    answer = reader.get(here.living.host, slip_of(report))
    assert b"<script>alert" not in answer.content


def test_the_item_is_a_link_while_it_is_there(
    here: Desk, report: MistakeReport, reader: Reader
) -> None:
    def link() -> str:
        answer = reader.get(here.living.host, slip_of(report))
        found = page_of(answer).select_one("dl.slip a")
        return str(found["href"]) if found else ""

    assert link() == f"/-/{report.record.code}"
    here.page.unpublish()
    assert link() == ""
    assert "(không còn trên cổng này)" in facts(reader, here, report)["Bài"]
    take_away(here.page)
    assert facts(reader, here, report)["Bài"].startswith("Hội làng Đại Mỗ mở cửa")


def test_a_code_is_looked_up_however_it_was_typed(
    here: Desk, report: MistakeReport, reader: Reader
) -> None:
    typed = report.receipt.lower().replace("-", " ")
    form = reader.get(here.living.host, "/-/phieu/")
    assert fields(form) == {"ma": ""}
    answer = reader.get(here.living.host, "/-/phieu/", data={"ma": typed})
    assert (answer.status_code, answer["location"]) == (302, slip_of(report))


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", "Hãy nhập mã phiếu."),
        ("BSS-1234", NO_SUCH_CODE),
        ("😀", NO_SUCH_CODE),
        ("x" * 41, "Nội dung này dài 41 ký tự; chỉ gửi được nhiều nhất 40."),
    ],
)
def test_what_is_no_code_is_said_at_once(
    here: Desk, reader: Reader, typed: str, fault: str
) -> None:
    answer = reader.get(here.living.host, "/-/phieu/", data={"ma": typed})
    assert answer.status_code == 422
    assert faults(answer) == [fault]
    assert fields(answer)["ma"] == typed


@pytest.mark.parametrize(
    "path", ["BSS-7K3M-2Q9K", "%00", "%F0%9F%98%80", "a'b", "x%25"]
)
def test_an_unknown_code_is_not_found(here: Desk, reader: Reader, path: str) -> None:
    answer = reader.get(here.living.host, f"/-/phieu/{path}/")
    assert answer.status_code == 404
    assert faults(answer) != []


def test_another_portal_knows_nothing_of_it(
    here: Desk, elsewhere: Desk, report: MistakeReport, reader: Reader
) -> None:
    answer = reader.get(elsewhere.living.host, slip_of(report))
    assert answer.status_code == 404
    assert b"Hoi lang" not in answer.content
    assert reader.get("localhost", slip_of(report)).status_code == 404


def test_guessing_ends_after_some_codes(
    here: Desk, report: MistakeReport, reader: Reader, clock: Clock
) -> None:
    for _guess in range(GUESSES.places):
        path = f"/-/phieu/{new_receipt()}/"
        assert reader.get(here.living.host, path).status_code == 404
    answer = reader.get(here.living.host, slip_of(report))
    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")
    assert report.title.encode() not in answer.content.partition(b"<main")[2]
    elsewhere = reader.get(here.living.host, slip_of(report), REMOTE_ADDR="2001:db8::1")
    assert elsewhere.status_code == 200
    clock.forward(timedelta(hours=1))
    assert reader.get(here.living.host, slip_of(report)).status_code == 200


def test_typing_errors_are_no_guesses(
    here: Desk, report: MistakeReport, reader: Reader
) -> None:
    for _error in range(GUESSES.places + 1):
        assert (
            reader.get(here.living.host, "/-/phieu/BSS-2222-2223/").status_code == 404
        )
    assert reader.get(here.living.host, slip_of(report)).status_code == 200


def test_nothing_is_told_while_guesses_cannot_be_counted(
    here: Desk, report: MistakeReport, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_args: object, **_kwargs: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(DatabaseCache, "get_many", away)
    answer = reader.get(here.living.host, slip_of(report))
    assert answer.status_code == 503
    assert b"Hoi lang" not in answer.content.partition(b"<main")[2]
    assert page_of(answer).select_one("dl.slip") is None


def test_a_slip_is_only_read(here: Desk, report: MistakeReport, reader: Reader) -> None:
    assert reader.post(here.living.host, slip_of(report)).status_code == 405
