"""Writes about reported mistakes: received once, decided with a name, forgotten in time."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from wagtail.models import ModelLogEntry, Page

from cms.core.models import EditorialRecord
from cms.corrections.models import MistakeReport, ReportState
from cms.corrections.services import (
    forget_counters,
    forget_reporter,
    forget_reporters,
    handle_report,
    receive_report,
)
from cms.corrections.sights import Sight
from sites.models import Capability
from tests.corrections.conftest import WORDS, Desk
from tests.factories.corrections import MistakeReportFactory
from tests.factories.people import person_of
from tests.factories.publishing import take_away

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
CONTACT = {"name": "Lê Văn Tám", "email": "tam@ban-doc.example", "phone": ""}


def sight(here: Desk) -> Sight:
    return Sight(
        portal_id=here.living.portal.pk,
        record_id=here.record.pk,
        code=here.record.code,
        language="vi",
        title=here.page.title,
        address=here.page.full_url,
        opened_at=0,
    )


def decide(report: MistakeReport, here: Desk, **decision: Any) -> MistakeReport:
    values = {"state": ReportState.CHECKING, "answer": "", "note": "", **decision}
    return handle_report(report=report, actor=here.editor, **values)


def test_other_words_or_another_sender_are_another_report(here: Desk) -> None:
    first = receive_report(sight=sight(here), **WORDS, **CONTACT)
    other = {**CONTACT, "email": "khac@ban-doc.example"}
    assert receive_report(sight=sight(here), **WORDS, **CONTACT) == first
    assert receive_report(sight=sight(here), **WORDS) == first
    assert receive_report(sight=sight(here), **WORDS, **other) != first
    more = {**WORDS, "problem": "Sai cả tên làng."}
    assert receive_report(sight=sight(here), **more) != first
    first.refresh_from_db()
    assert (first.copies, MistakeReport.objects.count()) == (3, 3)


def test_words_after_the_answer_are_a_new_report(here: Desk) -> None:
    first = receive_report(sight=sight(here), **WORDS)
    decide(first, here, state=ReportState.CORRECTED)
    assert receive_report(sight=sight(here), **WORDS) != first


def test_a_decision_has_a_name_and_a_moment(here: Desk) -> None:
    report = MistakeReportFactory.create(page=here.page)
    decide(report, here, state=ReportState.CORRECTED, answer="Đã sửa.", note="x")
    report.refresh_from_db()
    assert (report.state, report.answer, report.note) == ("corrected", "Đã sửa.", "x")
    assert report.handled_by == here.editor
    assert report.closed_at == report.handled_at is not None
    entry = ModelLogEntry.objects.get()
    assert (entry.action, entry.user, entry.label) == (
        "dinh.handle_report",
        here.editor,
        report.receipt,
    )
    assert entry.data == {
        "fields": ["state", "answer", "note"],
        "before": "received",
        "after": "corrected",
    }


def test_who_keeps_an_item_says_why(here: Desk) -> None:
    report = MistakeReportFactory.create(page=here.page)
    with pytest.raises(ValidationError) as refusal:
        decide(report, here, state=ReportState.KEPT, answer="  ")
    assert list(refusal.value.message_dict) == ["answer"]
    report.refresh_from_db()
    assert (report.state, report.handled_by) == ("received", None)
    assert not ModelLogEntry.objects.exists()


@pytest.mark.parametrize(
    "values",
    [
        {"state": "kept", "closed_at": NOW, "answer": ""},
        {"state": "corrected", "closed_at": None},
        {"state": "checking", "closed_at": NOW},
    ],
)
def test_the_database_refuses_what_makes_no_sense(
    here: Desk, values: dict[str, Any]
) -> None:
    report = MistakeReportFactory.create(page=here.page)
    with pytest.raises(IntegrityError), transaction.atomic():
        MistakeReport.objects.filter(pk=report.pk).update(**values)


def test_a_closed_report_can_be_opened_again(here: Desk) -> None:
    report = MistakeReportFactory.create(page=here.page, corrected=True)
    decide(report, here, state=ReportState.CHECKING)
    report.refresh_from_db()
    assert (report.closed_at, report.is_finished) == (None, False)


def test_a_word_added_to_an_answer_begins_no_new_term(here: Desk) -> None:
    report = MistakeReportFactory.create(
        page=here.page, state=ReportState.CORRECTED, closed_at=NOW
    )
    decide(report, here, state=ReportState.CORRECTED, answer="Đã sửa.")
    report.refresh_from_db()
    assert report.closed_at == NOW


def names(report: MistakeReport) -> tuple[str, str, str]:
    report.refresh_from_db()
    return report.reporter_name, report.reporter_email, report.reporter_phone


def test_senders_are_forgotten_a_year_after_the_end(here: Desk, settings: Any) -> None:
    assert settings.REPORTER_DATA_DAYS == 365

    def closed(days: float) -> MistakeReport:
        end = NOW - timedelta(days=days)
        return MistakeReportFactory.create(
            page=here.page, named=True, state=ReportState.CORRECTED, closed_at=end
        )

    due, not_yet = closed(365.1), closed(364.9)
    waiting = MistakeReportFactory.create(
        page=here.page, named=True, received_at=NOW - timedelta(days=900)
    )
    assert forget_reporters(now=NOW) == 1
    assert names(due) == ("", "", "")
    assert due.problem == "Ngày mở hội năm nay đã đổi."
    assert all(names(not_yet))
    assert all(names(waiting))
    assert forget_reporters(now=NOW) == 0


def test_a_sender_who_asks_is_forgotten_at_once(here: Desk) -> None:
    report = MistakeReportFactory.create(page=here.page, named=True)
    other = MistakeReportFactory.create(page=here.page, named=True)
    assert forget_reporter(receipt=report.receipt) is True
    assert names(report) == ("", "", "")
    assert all(names(other))
    assert ModelLogEntry.objects.get().action == "dinh.forget_reporter"
    assert forget_reporter(receipt=report.receipt) is False
    assert ModelLogEntry.objects.count() == 1


def counters() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM security_counters")
        return {key for (key,) in cursor.fetchall()}


def test_counters_whose_time_is_over_are_deleted() -> None:
    caches["security"].set("over", 1, timeout=-5)
    caches["security"].set("running", 1, timeout=600)
    before = counters()
    deleted = forget_counters()
    assert deleted == len([key for key in before if "over" in key])
    assert counters() == {":1:running"}


def test_a_report_follows_its_item_to_another_unit(here: Desk, elsewhere: Desk) -> None:
    report = MistakeReportFactory.create(page=here.page)
    assert report.unit_id == here.living.unit.pk
    page = Page.objects.get(pk=here.page.pk)
    page.move(elsewhere.living.section, pos="last-child")
    moved = MistakeReport.objects.get(pk=report.pk)
    assert moved.unit_id == elsewhere.living.unit.pk
    assert (moved.portal, moved.title) == (here.living.portal, report.title)
    assert moved.address == report.address


def test_a_report_outlives_its_item(here: Desk) -> None:
    report = MistakeReportFactory.create(page=here.page)
    take_away(here.page)
    report.refresh_from_db()
    assert report.title == "Hội làng Đại Mỗ mở cửa"
    assert EditorialRecord.objects.filter(pk=report.record_id).exists()


def test_colleagues_change_it_one_after_the_other(here: Desk) -> None:
    report = MistakeReportFactory.create(page=here.page)
    stale = MistakeReport.objects.get(pk=report.pk)
    decide(report, here, state=ReportState.CORRECTED)
    colleague = person_of(here.living.unit, Capability.SECRETARY)
    handle_report(
        report=stale,
        actor=colleague,
        state=ReportState.CHECKING,
        answer="",
        note="",
    )
    last = ModelLogEntry.objects.order_by("-pk")[0]
    assert (last.data["before"], last.data["after"]) == ("corrected", "checking")
