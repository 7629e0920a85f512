"""Blanks in the words of templates."""

from datetime import UTC, datetime

import pytest

from cms.alerts.blanks import asked_in, fill, is_plain, unknown_in
from cms.alerts.faults import faults_of_template

MOMENT = datetime(2026, 12, 31, 18, 5, tzinfo=UTC)


def test_blanks_are_asked_for_once_and_in_one_order() -> None:
    text = "Gọi {điện thoại}; {giờ} ở {nơi}, {nơi}. {lạ}"
    assert asked_in(text) == ["place", "hour", "phone"]
    assert asked_in("{tên}") == ["name"]
    assert unknown_in(text) == ["{lạ}"]


def test_a_token_typed_with_marks_apart_is_known() -> None:
    assert asked_in("{nơi}") == ["place"]
    assert fill("{nơi}", {"place": "Bến  Cầu\n"}, "vi") == "Bến Cầu"


@pytest.mark.parametrize(
    ("language", "said"),
    [("vi", "01 giờ 05 ngày 01/01/2027"), ("en", "01:05 on 1 January 2027")],
)
def test_an_hour_is_written_as_the_language_does(language: str, said: str) -> None:
    assert fill("{giờ}", {"hour": MOMENT}, language) == said
    assert fill("{giờ}", {"hour": None}, language) == "{giờ}"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Nước lên", True),
        ("a <b>", False),
        ("HTTP://x", False),
        ("{nơi}", False),
    ],
)
def test_words_are_plain(text: str, *, plain: bool) -> None:
    assert is_plain(text) is plain


def test_a_template_has_the_same_blanks_in_both_languages() -> None:
    words = {
        "title_vi": "Lũ",
        "words_vi": "Ở {nơi} từ {giờ}",
        "title_en": "Flood at {nơi}",
        "words_en": "From {giờ}",
    }
    assert faults_of_template(words) == {}
    assert list(faults_of_template({**words, "words_en": "Now"})) == ["words_en"]
    assert list(faults_of_template({**words, "words_vi": "{lạ}"})) == ["words_vi"]
    assert list(faults_of_template({**words, "title_en": "<i>{nơi}"})) == ["title_en"]
