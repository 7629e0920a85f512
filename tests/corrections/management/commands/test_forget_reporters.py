"""``manage.py forget_reporters``: what an operator runs every day, or for one sender."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cms.corrections.models import ReportState
from tests.corrections.conftest import Desk
from tests.factories.corrections import MistakeReportFactory

pytestmark = pytest.mark.django_db


def test_the_command_says_what_it_did(here: Desk) -> None:
    old = datetime(2024, 1, 1, tzinfo=UTC)
    report = MistakeReportFactory.create(
        page=here.page, named=True, state=ReportState.CORRECTED, closed_at=old
    )
    out = StringIO()
    call_command("forget_reporters", stdout=out)
    assert out.getvalue().splitlines() == [
        "Số người gửi đã xóa thông tin: 1",
        "Số bộ đếm đã xóa: 0",
    ]
    report.refresh_from_db()
    assert report.reporter_name == report.reporter_email == report.reporter_phone == ""


def test_the_command_forgets_one_sender(here: Desk) -> None:
    report = MistakeReportFactory.create(page=here.page, named=True)
    out = StringIO()
    for _time in range(2):
        call_command("forget_reporters", receipt=report.receipt.lower(), stdout=out)
    assert out.getvalue().splitlines() == [
        "Đã xóa thông tin người gửi.",
        "Không có thông tin người gửi.",
    ]
    with pytest.raises(CommandError, match="Không có báo sai sót BSS-0"):
        call_command("forget_reporters", receipt="BSS-0")
