"""What is small enough for one second person, and what comes of a correction."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from cms.core.blocks.corrections import Correction
from cms.corrections.models import ReportState
from cms.moderation.mends import changed_words, faults_of_mend
from cms.moderation.models import Case, CaseState
from cms.moderation.refusals import NotYourTurnError, OwnWorkError, RefusedError
from cms.moderation.selectors import languages_behind
from cms.moderation.services import decide, release_due, submit_item
from cms.news.models import NewsPage
from cms.routes.models import Subject
from cms.routes.specs import StepSpec
from tests.factories.corrections import MistakeReportFactory
from tests.factories.media import ImageFactory
from tests.factories.moderation import (
    APPROVED,
    PUBLISHED,
    Board,
    approve_all,
    deeds_of,
    record_of,
    released_item,
    route_of,
)

pytestmark = pytest.mark.django_db

TEXT = "<p>Đình dựng năm 1792, do dân làng góp công góp của.</p>"
FIXED = TEXT.replace("1792", "1702")
LATER = timedelta(minutes=2)


@pytest.fixture
def page(desk: Board) -> NewsPage:
    """An item that readers have, in a portal with a short way for mends."""
    step = StepSpec("Duyệt sửa nhanh", (PUBLISHED,))
    route_of(desk.living.portal, step, name="Sửa nhanh", subject=Subject.MEND)
    return released_item(desk, body=[("text", TEXT)])


def changed(page: NewsPage, by: Any = None, **values: Any) -> NewsPage:
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision(user=by)
    return page


def mended(desk: Board, page: NewsPage) -> Case:
    case = submit_item(page=page, actor=desk.writer, subject=Subject.MEND)
    return decide(case=case, actor=desk.publisher, word=APPROVED)


def test_a_few_words_take_one_second_person(desk: Board, page: NewsPage) -> None:
    before = NewsPage.objects.get(pk=page.pk).last_published_at
    changed(page, by=desk.writer, body=[("text", FIXED)])
    case = submit_item(page=page, actor=desk.writer, subject=Subject.MEND)
    with pytest.raises((OwnWorkError, NotYourTurnError)):
        decide(case=case, actor=desk.writer, word=APPROVED)
    case = decide(case=case, actor=desk.publisher, word=APPROVED)
    assert release_due(now=timezone.now() + LATER) == [case]
    now = NewsPage.objects.get(pk=page.pk)
    assert "1702" in str(now.body)
    assert now.last_published_at > before
    assert deeds_of(page)[-1] == "edited"


def test_readers_keep_what_they_have_until_then(desk: Board, page: NewsPage) -> None:
    changed(page, by=desk.writer, body=[("text", FIXED)])
    mended(desk, page)
    assert "1792" in str(NewsPage.objects.get(pk=page.pk).body)


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"title": "Hội làng Đại Mỗ đóng cửa hẳn"}, "Đầu đề"),
        ({"event_date": date(2026, 12, 1)}, "ngày"),
        ({"body": [("text", TEXT), ("heading", "Mới")]}, "khối"),
        ({"summary": "một hai ba bốn năm sáu bảy " * 4}, "28 "),
    ],
)
def test_more_is_refused_in_words(
    desk: Board, page: NewsPage, values: dict[str, Any], fault: str
) -> None:
    changed(page, by=desk.writer, **values)
    with pytest.raises(RefusedError, match=fault):
        submit_item(page=page, actor=desk.writer, subject=Subject.MEND)
    assert Case.objects.open().count() == 0


def test_another_picture_is_no_mend(desk: Board, page: NewsPage) -> None:
    picture = ImageFactory.create(collection=desk.living.portal.collection)
    changed(page, lead_image=picture)
    assert len(faults_of_mend(page)) == 1


def test_a_slip_in_the_title_is_one(page: NewsPage) -> None:
    assert faults_of_mend(changed(page, title="Hội làng Đại Mổ mở cửa")) == []


def test_nothing_changed_is_nothing_to_send(page: NewsPage) -> None:
    assert len(faults_of_mend(page)) == 1


def test_a_link_that_leads_elsewhere_counts() -> None:
    before = '<a href="https://a.example">nguồn</a>'
    assert changed_words(before, before.replace("a.example", "b.example")) == 1
    assert changed_words("một hai ba", "một ba bốn") == 2


def test_what_grows_under_way_goes_the_whole_way(desk: Board, page: NewsPage) -> None:
    changed(page, by=desk.writer, body=[("text", FIXED)])
    case = mended(desk, page)
    changed(page, by=desk.writer, title="Một tin khác hẳn")
    case.refresh_from_db()
    assert (case.state, case.subject) == (CaseState.RUNNING, Subject.ITEM)
    assert case.route_version.route.name == "Tin, bài"
    assert release_due(now=timezone.now() + LATER) == []


def test_a_mend_that_is_mended_stays_one(desk: Board, page: NewsPage) -> None:
    changed(page, by=desk.writer, body=[("text", FIXED)])
    case = mended(desk, page)
    changed(page, by=desk.writer, body=[("text", TEXT.replace("1792", "1712"))])
    case.refresh_from_db()
    assert (case.state, case.subject) == (CaseState.RUNNING, Subject.MEND)
    assert case.route_version.route.name == "Sửa nhanh"


NOTE = {"noted_on": date(2026, 11, 22), "text": "Đúng là năm 1702.", "receipt": ""}


def test_a_correction_goes_the_whole_way_and_is_said(
    desk: Board, page: NewsPage
) -> None:
    report = MistakeReportFactory.create(page=page)
    note = {**NOTE, "receipt": report.receipt}
    changed(page, by=desk.writer, corrections=[("correction", note)])
    assert faults_of_mend(page) != []
    approve_all(submit_item(page=page, actor=desk.writer), desk)
    report.refresh_from_db()
    assert report.state == ReportState.RECEIVED
    release_due(now=timezone.now() + LATER)
    now = NewsPage.objects.get(pk=page.pk)
    assert now.corrected == [
        Correction(NOTE["noted_on"], NOTE["text"], report.receipt)  # type: ignore[arg-type]
    ]
    assert deeds_of(page)[-1] == "corrected"
    report.refresh_from_db()
    assert (report.state, report.answer) == (ReportState.CORRECTED, NOTE["text"])
    assert report.handled_by == desk.publisher


def test_a_code_of_another_item_closes_nothing(desk: Board, page: NewsPage) -> None:
    other = MistakeReportFactory.create(page=released_item(desk))
    note = {**NOTE, "receipt": other.receipt}
    changed(page, by=desk.writer, corrections=[("correction", note)])
    approve_all(submit_item(page=page, actor=desk.writer), desk)
    release_due(now=timezone.now() + LATER)
    other.refresh_from_db()
    assert other.state == ReportState.RECEIVED


def test_readers_read_it_at_the_head_and_at_the_end(
    desk: Board, page: NewsPage, client: Any
) -> None:
    changed(page, by=desk.writer, corrections=[("correction", NOTE)])
    approve_all(submit_item(page=page, actor=desk.writer), desk)
    release_due(now=timezone.now() + LATER)
    host = desk.living.portal.site.hostname
    path = NewsPage.objects.get(pk=page.pk).address()
    html = client.get(path, headers={"host": host}).content.decode()
    assert 'href="#dinh-chinh"' in html
    assert 'id="dinh-chinh"' in html
    assert "Đã đính chính ngày 22/11/2026" in html
    assert '"CorrectionComment"' in html
    assert "receipt" not in html


def test_other_languages_are_told_of(page: NewsPage) -> None:
    assert languages_behind(record_of(page), page) == []
