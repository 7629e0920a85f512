"""Dates as readers expect them in their language."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from cms.core.models import ContentForm
from cms.core.templatetags.dinh_tags import (
    breakable,
    clock,
    date_long,
    date_short,
    day_of_week,
    dialled,
    form_mark,
    has_own_script,
    heading_id,
    held,
    is_long,
    machine,
    moment,
    moment_long,
    month_and_year,
    month_name,
    time_span,
    weekday,
)

# Half past eleven at night in London, half past six in the morning in Vietnam.
DAWN = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
EIGHT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
AN_HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        (
            "vi",
            [
                "Thứ Bảy",
                "Tháng 11",
                "21/11/2026",
                "Thứ Bảy, 21 tháng 11 năm 2026",
                "06:30",
                "06:30, 21/11/2026",
                "06:30, Thứ Bảy, 21 tháng 11 năm 2026",
                "Thứ Bảy, 21/11/2026",
            ],
        ),
        (
            "en",
            [
                "Saturday",
                "Nov",
                "21 Nov 2026",
                "Saturday, 21 November 2026",
                "06:30",
                "06:30, 21 Nov 2026",
                "06:30, Saturday, 21 November 2026",
                "Saturday, 21 Nov 2026",
            ],
        ),
        (
            "fr",
            [
                "samedi",
                "novembre",
                "21/11/2026",
                "21 novembre 2026",
                "06:30",
                "21/11/2026 à 06:30",
                "21 novembre 2026 à 06:30",
                "samedi 21/11/2026",
            ],
        ),
        (
            "zh-hant",
            [
                "星期六",
                "十一月",
                "2026年11月21日",
                "2026年11月21日",
                "06:30",
                "2026年11月21日 06:30",
                "2026年11月21日 06:30",
                "2026年11月21日 星期六",
            ],
        ),
    ],
)
def test_a_moment_is_written_as_its_readers_do(
    language: str, written: list[str]
) -> None:
    names = (weekday, month_name, date_short, date_long)
    tags = (*names, clock, moment, moment_long, day_of_week)
    with translation.override(language):
        assert [str(tag(DAWN)) for tag in tags] == written


@pytest.mark.parametrize(
    ("day", "name"),
    [(16, "Thứ Hai"), (20, "Thứ Sáu"), (21, "Thứ Bảy"), (22, "Chủ nhật")],
)
def test_days_have_their_official_names(day: int, name: str) -> None:
    with translation.override("vi"):
        assert weekday(date(2026, 11, day)) == name


def test_single_digits_are_written_as_the_house_does() -> None:
    day = date(2026, 1, 5)
    with translation.override("vi"):
        assert date_short(day) == "05/01/2026"
        assert date_long(day) == "Thứ Hai, 5 tháng 1 năm 2026"


def test_without_a_language_it_is_vietnamese() -> None:
    with translation.override(None):
        assert weekday(DAWN) == "Thứ Bảy"


def test_no_moment_is_nothing() -> None:
    names = (weekday, month_name, date_short, date_long, day_of_week)
    tags = (*names, clock, moment, moment_long, machine)
    assert [tag(None) for tag in tags] == [""] * len(tags)


def test_latin_letters_are_the_house_s_own() -> None:
    codes = ("vi", "en", "fr", "zh-hans", "zh-hant", "ja", "ko", "km")
    assert [code for code in codes if has_own_script(code)] == [*codes[3:]]


def test_machines_read_the_local_time_with_its_offset() -> None:
    assert machine(DAWN) == "2026-11-21T06:30+07:00"
    assert machine(date(2026, 11, 21)) == "2026-11-21"


@pytest.mark.parametrize(
    ("ends", "written"),
    [
        (None, "Thứ Hai, 08:00"),
        (EIGHT, "Thứ Hai, 08:00"),
        (EIGHT + 3 * AN_HOUR, "Thứ Hai, 08:00 – 11:00"),
        (EIGHT + 15 * AN_HOUR, "Thứ Hai, 08:00 – 23:00"),
        (EIGHT + 16 * AN_HOUR, "Thứ Hai, 08:00 đến 24/11/2026"),
    ],
)
def test_a_span_names_its_end_only_as_far_as_needed(
    ends: datetime | None, written: str
) -> None:
    with translation.override("vi"):
        assert time_span(EIGHT, ends) == written


@pytest.mark.parametrize("form", list(ContentForm))
def test_only_forms_that_ask_for_something_else_than_reading_are_marked(
    form: ContentForm,
) -> None:
    marked = form in {"phong_su_anh", "video", "do_hoa"}
    assert form_mark(form.value) == (str(form.label) if marked else "")


def test_a_headline_of_more_than_64_characters_is_long() -> None:
    assert not is_long("a" * 64)
    assert is_long("a" * 65)


@pytest.mark.parametrize(
    ("language", "written"),
    [("vi", "Tháng 11 năm 2026"), ("en", "November 2026")],
)
def test_a_month_stands_with_its_year(language: str, written: str) -> None:
    with translation.override(language):
        assert month_and_year(DAWN) == written
        assert month_and_year(None) == ""


@pytest.mark.parametrize(
    ("phone", "number"),
    [("(024) 3900 0000", "02439000000"), ("+84 24 3900", "+84243900"), ("", "")],
)
def test_a_phone_number_is_dialled_without_its_blanks(phone: str, number: str) -> None:
    assert dialled(phone) == number


def test_an_address_breaks_behind_its_at_sign() -> None:
    assert breakable("a@b.example") == "a@<wbr>b<wbr>.example"
    assert breakable("<a>@b") == "&lt;a&gt;@<wbr>b"
    assert breakable("không có") == "không có"


@pytest.mark.parametrize(
    ("language", "name", "shown"),
    [
        ("vi", "Phụ nữ Hải Châu", "Phụ\xa0nữ Hải\xa0Châu"),
        ("en", "Department of Culture", "Department of Culture"),
    ],
)
def test_only_vietnamese_compounds_are_held_together(
    language: str, name: str, shown: str
) -> None:
    with translation.override(language):
        assert held(name) == shown


def test_headings_take_their_ids_one_after_the_other() -> None:
    context = {"heading_ids": iter(["phan-a", "phan-b"])}
    assert [heading_id(context) for _number in range(3)] == ["phan-a", "phan-b", ""]
    assert heading_id({}) == ""
