"""Reporting a mistake: without log-in, cookie or script, and nothing lost on the way."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.db import DatabaseError, connection
from wagtail.models import PageViewRestriction

from cms.corrections.limits import REPORTS
from cms.corrections.models import MistakeReport, ReportState
from sites.models import PortalStatus
from tests.corrections.conftest import (
    WORDS,
    Clock,
    Correspondent,
    Desk,
    desk,
    desk_in_two_languages,
    faults,
    fields,
    page_of,
)
from tests.factories.corrections import MistakeReportFactory
from tests.factories.news import NewsPageFactory
from tests.factories.publishing import take_away
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db

CONTACT = {
    "name": "Trần Thị Mỹ",
    "email": "my@ban-doc.example",
    "phone": "+84 900 000 222",
}
TOO_MANY = (
    "Trong một giờ qua, mạng của bạn hoặc cổng này đã nhận quá nhiều phản ánh. "
    "Hãy thử lại sau."
)


def test_a_report_reaches_the_desk_with_a_receipt(
    here: Desk, correspondent: Correspondent, reader: Reader
) -> None:
    answer = correspondent.send(here, **CONTACT)
    report = MistakeReport.objects.get()
    assert answer.status_code == 303
    assert answer["location"] == f"/-/phieu/{report.receipt}/?da-gui"
    assert (report.passage, report.problem, report.suggestion) == tuple(WORDS.values())
    assert (
        report.reporter_name,
        report.reporter_email,
        report.reporter_phone,
    ) == tuple(CONTACT.values())
    assert (report.record, report.portal) == (here.record, here.living.portal)
    assert (report.title, report.language) == ("Hội làng Đại Mỗ mở cửa", "vi")
    assert report.address == here.page.full_url
    assert (report.state, report.copies) == (ReportState.RECEIVED, 1)
    thanks = reader.read(here.living.host, answer["location"])
    assert "Cảm ơn bạn. Ban biên tập đã nhận được phản ánh." in thanks
    assert report.receipt in thanks


def test_an_item_leads_to_its_form(here: Desk, reader: Reader) -> None:
    page = page_of(reader.get(here.living.host, here.page.url))
    assert page.select_one(f"main a[href='{here.form_path}']")


def test_no_cookie_is_set_and_nothing_is_kept_by_caches(
    here: Desk, correspondent: Correspondent, reader: Reader
) -> None:
    form = reader.get(here.living.host, here.form_path)
    sent = correspondent.send(here)
    slip = reader.get(here.living.host, sent["location"])
    for answer in (form, sent, slip):
        assert not answer.cookies
        assert "no-store" in answer["Cache-Control"]
    assert b'name="robots" content="noindex"' in form.content


def test_name_and_address_may_be_left_out(
    here: Desk, correspondent: Correspondent
) -> None:
    assert correspondent.send(here).status_code == 303
    report = MistakeReport.objects.get()
    assert (report.reporter_name, report.reporter_email, report.reporter_phone) == (
        "",
        "",
        "",
    )


def test_what_is_missing_is_said_in_vietnamese_and_nothing_is_lost(
    here: Desk, correspondent: Correspondent
) -> None:
    answer = correspondent.send(here, problem="  ", email="khong-phai-thu", phone="12")
    assert answer.status_code == 422
    assert faults(answer) == [
        "Hãy cho biết đoạn văn sai ở chỗ nào.",
        "Đây không phải là địa chỉ thư điện tử. Ví dụ: ten@cong.example",
        "Đây không phải là số điện thoại. Ví dụ: 0900 000 000",
    ]
    kept = fields(answer)
    assert kept["passage"] == WORDS["passage"]
    assert kept["suggestion"] == WORDS["suggestion"]
    assert (kept["email"], kept["phone"]) == ("khong-phai-thu", "12")
    assert not MistakeReport.objects.exists()


def test_each_fault_leads_to_its_field(
    here: Desk, correspondent: Correspondent
) -> None:
    page = page_of(correspondent.send(here, passage=""))
    link = page.select_one(".faults a")
    field = page.select_one("#id_passage")
    assert link is not None
    assert field is not None
    assert link["href"] == "#id_passage"
    assert field["aria-invalid"] == "true"
    told = str(field["aria-describedby"]).split()
    assert [page.find(id=name) is not None for name in told] == [True, True]


@pytest.mark.parametrize(
    ("field", "longest"),
    [("passage", 1_000), ("problem", 3_000), ("suggestion", 3_000), ("name", 120)],
)
def test_too_much_text_is_refused_and_kept_in_the_form(
    here: Desk, correspondent: Correspondent, field: str, longest: int
) -> None:
    text = "ắ" * (longest + 1)
    answer = correspondent.send(here, **{field: text})
    assert answer.status_code == 422
    assert faults(answer) == [
        f"Nội dung này dài {longest + 1} ký tự; chỉ gửi được nhiều nhất {longest}."
    ]
    assert fields(answer)[field] == text
    assert not MistakeReport.objects.exists()
    assert correspondent.send(here, **{field: "ắ" * longest}).status_code == 303


@pytest.mark.parametrize(
    "text", ["😀🎉", "'); DROP TABLE", "<script>alert(1)</script>", "%00 %s {}"]
)
def test_strange_text_is_text(
    here: Desk, correspondent: Correspondent, text: str
) -> None:
    assert correspondent.send(here, passage=text).status_code == 303
    assert MistakeReport.objects.get().passage == text


def test_a_null_character_is_refused(here: Desk, correspondent: Correspondent) -> None:
    assert correspondent.send(here, passage="sai\0sai").status_code == 422
    assert not MistakeReport.objects.exists()


def test_decomposed_text_is_stored_composed(
    here: Desk, correspondent: Correspondent
) -> None:
    correspondent.send(here, passage="hội làng")
    assert MistakeReport.objects.get().passage == "hội làng"


def test_programs_fill_in_the_field_nobody_sees(
    here: Desk, correspondent: Correspondent
) -> None:
    answer = correspondent.send(here, website="https://quang-cao.example")
    assert answer.status_code == 422
    assert faults(answer) == ["Một ô phải để trống đã bị điền. Hãy gửi lại."]
    assert not MistakeReport.objects.exists()


def test_a_form_sent_at_once_is_asked_for_again(
    here: Desk, correspondent: Correspondent, reader: Reader, clock: Clock
) -> None:
    sent = {**fields(reader.get(here.living.host, here.form_path)), **WORDS}
    answer = correspondent.post(here, sent)
    assert answer.status_code == 422
    assert faults(answer) == ["Biểu mẫu được gửi quá nhanh. Hãy gửi lại."]
    assert not MistakeReport.objects.exists()
    clock.forward(timedelta(seconds=4))
    assert correspondent.post(here, fields(answer)).status_code == 303


def test_a_form_of_yesterday_is_asked_for_again_with_all_its_words(
    here: Desk, correspondent: Correspondent, clock: Clock
) -> None:
    sent = {**correspondent.opened(here), **WORDS}
    clock.forward(timedelta(hours=25))
    answer = correspondent.post(here, sent)
    assert answer.status_code == 422
    assert faults(answer) == ["Biểu mẫu đã mở quá một ngày. Hãy gửi lại."]
    assert not MistakeReport.objects.exists()
    clock.forward(timedelta(seconds=5))
    assert correspondent.post(here, fields(answer)).status_code == 303
    assert MistakeReport.objects.get().problem == WORDS["problem"]


@pytest.mark.parametrize("token", ["", "made-up", "a:b:c", "e30:x", "\0"])
def test_a_form_that_this_portal_did_not_make_is_asked_for_again(
    here: Desk, correspondent: Correspondent, token: str
) -> None:
    answer = correspondent.send(here, token=token)
    assert answer.status_code == 422
    assert faults(answer) == ["Biểu mẫu này không phải do cổng tạo ra. Hãy gửi lại."]
    assert not MistakeReport.objects.exists()


def test_a_form_of_another_item_or_portal_is_not_taken(
    here: Desk, elsewhere: Desk, correspondent: Correspondent
) -> None:
    other = NewsPageFactory.create(parent=here.living.section, title="Bài khác")
    neighbour = Desk(here.living, here.editor, other)
    for strange in (elsewhere, neighbour):
        token = correspondent.opened(strange)["token"]
        assert correspondent.send(here, token=token).status_code == 422
    assert not MistakeReport.objects.exists()


def test_an_item_withdrawn_meanwhile_does_not_lose_the_report(
    here: Desk, correspondent: Correspondent, reader: Reader
) -> None:
    sent = {**correspondent.opened(here), **WORDS}
    record, address = here.record, here.page.full_url
    take_away(here.page)
    assert (
        correspondent.post(
            here, sent, path=f"/-/{record.code}/bao-sai-sot/"
        ).status_code
        == 303
    )
    report = MistakeReport.objects.get()
    assert (report.title, report.address) == ("Hội làng Đại Mỗ mở cửa", address)
    assert (
        reader.get(here.living.host, f"/-/{record.code}/bao-sai-sot/").status_code
        == 404
    )


def test_the_same_words_sent_twice_are_one_report(
    here: Desk, correspondent: Correspondent
) -> None:
    first = correspondent.send(here)
    again = correspondent.send(here, passage="  HỘI mở từ mồng 6 Tết!")
    assert again["location"] == first["location"]
    assert MistakeReport.objects.get().copies == 2


def test_an_address_has_so_many_reports_an_hour(
    here: Desk, correspondent: Correspondent, clock: Clock
) -> None:
    for number in range(REPORTS.places):
        assert correspondent.send(here, passage=f"Đoạn {number}").status_code == 303
    answer = correspondent.send(here, passage="Một đoạn nữa")
    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")
    branding = here.living.portal.brandings.get()
    assert faults(answer) == [
        TOO_MANY,
        f"Bạn cũng có thể liên hệ ban biên tập: điện thoại {branding.phone}, thư điện tử {branding.email}.",
    ]
    assert fields(answer)["passage"] == "Một đoạn nữa"
    assert MistakeReport.objects.count() == REPORTS.places
    other = correspondent.send(here, passage="Một đoạn nữa", address="203.0.113.9")
    assert other.status_code == 303
    clock.forward(timedelta(hours=1))
    assert correspondent.send(here, passage="Một giờ sau").status_code == 303


def test_a_flood_from_everywhere_does_not_bury_the_desk(
    here: Desk, elsewhere: Desk, correspondent: Correspondent, monkeypatch: Any
) -> None:
    monkeypatch.setattr("cms.corrections.views.reports.PORTAL_REPORTS", 2)
    MistakeReportFactory.create_batch(2, page=here.page)
    assert correspondent.send(here).status_code == 429
    assert MistakeReport.objects.count() == 2
    assert correspondent.send(elsewhere).status_code == 303


def test_nothing_is_taken_while_senders_cannot_be_counted(
    here: Desk, correspondent: Correspondent, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_args: object, **_kwargs: object) -> None:
        raise DatabaseError

    sent = {**correspondent.opened(here), **WORDS}
    monkeypatch.setattr(DatabaseCache, "get_many", away)
    answer = correspondent.post(here, sent)
    assert answer.status_code == 503
    assert faults(answer)[0] == "Lúc này cổng chưa nhận được phản ánh. Hãy thử lại sau."
    assert fields(answer)["problem"] == WORDS["problem"]
    assert not MistakeReport.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_nothing_is_taken_while_counters_cannot_be_written(
    here: Desk, correspondent: Correspondent
) -> None:
    """Senders would leave no trace, so that a flood would count as nothing."""
    sent = {**correspondent.opened(here), **WORDS}
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE security_counters RENAME TO kept")
        cursor.execute("CREATE VIEW security_counters AS SELECT DISTINCT * FROM kept")
    assert correspondent.post(here, sent).status_code == 503
    assert not MistakeReport.objects.exists()


def test_the_sender_s_address_is_not_stored(
    here: Desk, correspondent: Correspondent
) -> None:
    correspondent.send(here, address="203.0.113.77")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM security_counters")
        counters = str(cursor.fetchall())
    assert ":reports:" in counters
    assert "203.0.113.77" not in counters
    assert "203.0.113.77" not in str(MistakeReport.objects.values())


@pytest.mark.parametrize(
    "path",
    [
        "/-/0000000000/bao-sai-sot/",
        "/-/i1lo00000u/bao-sai-sot/",
        "/fr{form}",
        "/en{form}",
    ],
)
def test_there_is_no_form_for_what_is_not_read_here(
    here: Desk, reader: Reader, path: str
) -> None:
    path = path.replace("{form}", here.form_path)
    assert reader.get(here.living.host, path).status_code == 404
    assert reader.post(here.living.host, path, data=WORDS).status_code == 404
    assert not MistakeReport.objects.exists()


def test_there_is_no_form_for_drafts_other_portals_and_closed_circles(
    here: Desk, elsewhere: Desk, reader: Reader
) -> None:
    assert reader.get(here.living.host, elsewhere.form_path).status_code == 404
    restriction = PageViewRestriction.objects.create(
        page=here.page, restriction_type=PageViewRestriction.LOGIN
    )
    assert reader.get(here.living.host, here.form_path).status_code == 404
    restriction.delete()
    assert reader.get(here.living.host, here.form_path).status_code == 200
    here.page.unpublish()
    assert reader.get(here.living.host, here.form_path).status_code == 404


def test_capitals_in_the_address_are_as_good(here: Desk, reader: Reader) -> None:
    path = f"/-/{here.record.code.upper()}/bao-sai-sot/"
    assert reader.get(here.living.host, path).status_code == 200


def test_a_suspended_portal_takes_nothing(reader: Reader) -> None:
    place = desk("Tin cũ", status=PortalStatus.SUSPENDED)
    assert reader.get(place.living.host, place.form_path).status_code == 503
    answer = reader.post(place.living.host, place.form_path, data=WORDS)
    assert answer.status_code == 503
    assert not MistakeReport.objects.exists()


def test_the_house_has_no_form(here: Desk, reader: Reader) -> None:
    assert reader.get("localhost", here.form_path).status_code == 404


def test_an_english_item_has_an_english_form(
    reader: Reader, correspondent: Correspondent
) -> None:
    both = desk_in_two_languages()
    form = reader.get(both.living.host, f"/en{both.form_path}")
    heading = page_of(form).select_one("main h1")
    link = page_of(form).select_one("main h1 + p a")
    assert heading is not None
    assert link is not None
    assert heading.get_text() == "Report a mistake"
    assert (link.get_text(), link["href"]) == (
        "Village fair",
        f"http://{both.living.host}/en/van-hoa/hoi-lang/",
    )
    answer = correspondent.send(both, path=f"/en{both.form_path}")
    report = MistakeReport.objects.get()
    assert answer["location"] == f"/en/-/phieu/{report.receipt}/?da-gui"
    assert (report.language, report.title) == ("en", "Village fair")


def test_counters_stand_in_the_cache_that_fails_closed() -> None:
    assert isinstance(caches["security"], DatabaseCache)
