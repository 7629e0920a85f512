"""Length, composition, encodings, spaces, words still to come."""

import unicodedata

import pytest

from cms.quality.findings import Fix
from cms.quality.material import Passage, Place
from cms.quality.rules.text import about, excerpt
from tests.quality.subjects import hits, subject

# Spelt so that nobody takes this file for unfinished.
XS, LOREM = "x" * 3, "Lorem" + " ipsum"
LEGACY = "Céng hßa x· héi chñ nghÜa ViÖt Nam"
APART = unicodedata.normalize("NFD", "Hội làng mở cửa")


def test_a_title_may_be_as_long_as_the_limit_and_no_longer() -> None:
    assert hits("title_length", subject(title="x" * 120)) == []
    (hit,) = hits("title_length", subject(title="x" * 121))
    assert hit.words == "Tiêu đề dài 121 ký tự."
    assert hit.remedy == "Viết gọn, không quá 120 ký tự."
    assert hit.field == "title"
    assert hits("title_length", subject(title="x" * 81), most=80)


def test_letters_and_marks_stored_apart_can_be_put_together() -> None:
    assert hits("not_composed", subject("Hội làng mở cửa", title="Hội làng")) == []
    (hit,) = hits("not_composed", subject("Hội làng", APART))
    assert hit.fix == Fix.COMPOSE
    assert (hit.field, hit.block) == ("body", "b1")
    assert hit.excerpt == APART
    assert hit.words == "Chữ và dấu được lưu rời nhau."


def test_text_from_before_unicode_can_be_turned_over() -> None:
    assert hits("legacy_encoding", subject("Cộng hòa xã hội chủ nghĩa Việt Nam")) == []
    (hit,) = hits("legacy_encoding", subject("Hội làng", LEGACY))
    assert hit.fix == Fix.DECODE
    assert hit.words == "Đoạn này gõ bằng bảng mã TCVN3, có trước Unicode."
    assert LEGACY.startswith(hit.excerpt)
    assert (hit.field, hit.block) == ("body", "b1")


@pytest.mark.parametrize(
    "text",
    [
        "Hội  làng",
        "Hội\u00a0 làng",
        "Hội , làng",
        "Hội làng .",
        "Hội ;",
        "Có hội không ?",
        "Hội\u200b làng",
        "\ufeffHội làng",
    ],
)
def test_a_space_too_many_is_found(text: str) -> None:
    (hit,) = hits("spaces", subject(text))
    assert hit.fix == Fix.SPACES
    assert hit.words == "Thừa dấu cách."


@pytest.mark.parametrize(
    "text",
    [
        "Hội làng, hội xuân.",
        "Lúc 7 :30",
        "Giá 1 .000",
        "Giảm 5 ,5",
        "Xem tại 10\u00a0000 đồng",
        "Ba … bốn",
        " đầu dòng",
        "cuối dòng ",
        "hai dòng\n  lùi vào",
    ],
)
def test_other_spaces_are_left_alone(text: str) -> None:
    assert hits("spaces", subject(text)) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ảnh: TK", "TK"),
        ("Tổng số TK, tính đến nay", None),
        ("Theo TK, hội mở cửa", "TK"),
        (f"Có {XS} người dự", XS),
        (f"Có X{XS} người dự", f"X{XS}"),
        (f"Có X{XS.upper()} người dự", f"X{XS.upper()}"),
        (f"{LOREM} dolor", LOREM),
        ("Đồng chí [tên] phát biểu", "[tên]"),
        ("Ngày [ngày tháng] mở hội", "[ngày tháng]"),
        ("Ông ___ nói", "ông ___"),
        ("Địa điểm: ____", "____"),
        ("Kinh phí ??? đồng", "???"),
        ("Vào ngày … tháng 11", "ngày …"),
        ("Vào ngày ... tháng 11", "ngày ..."),
        ("Đồng chí ..... phát biểu", "Đồng chí ....."),
        ("Kết quả (cập nhật sau)", "(cập nhật sau)"),
        ("Danh sách (bổ sung tên sau)", "(bổ sung tên sau)"),
        ("Chèn ảnh ở đây", "Chèn ảnh"),
    ],
)
def test_words_still_to_come_are_found(text: str, shown: str | None) -> None:
    found = hits("placeholder", subject(text))
    if shown is None:
        assert found == []
        return
    (hit,) = found
    said = "Ông ___" if shown == "ông ___" else shown
    assert hit.words == f"“{said}” là chỗ còn để trống."
    assert said in hit.excerpt


@pytest.mark.parametrize(
    "text",
    [
        "Đình dựng từ TK XVII",
        "Đình dựng từ TK 17",
        "Chuyển vào TK: 0123",
        "Số TK của quỹ",
        "số TK của quỹ",
        "Mẫu TK1 và TK.2",
        "STK của quỹ",
        f"Đại hội lần thứ {XS.upper()}",
        "Thế kỷ xx và xxi",
        f"Mật khẩu dạng {XS}.yyy",
        "Cỡ áo xxl",
        "Hội mở cửa, v.v…",
        "Rằng thì là...",
        "Ông nói: “[…] rất vui”",
        "Ông nói: “[...] rất vui”",
        "Chú thích [1] ở cuối",
        "Viết sai [sic] như bản gốc",
        "Sao lại thế??",
    ],
)
def test_what_only_looks_like_a_gap_is_left_alone(text: str) -> None:
    found = hits("placeholder", subject(text))
    assert found == []


def test_brackets_in_a_quotation_shorten_it() -> None:
    assert hits("placeholder", subject(quoted=["Rất vui [cười] với bà con"])) == []
    assert len(hits("placeholder", subject("Rất vui [cười] với bà con"))) == 1
    assert len(hits("placeholder", subject(quoted=[f"Rất vui với {XS}"]))) == 1


def test_the_first_gap_of_a_passage_is_told() -> None:
    (hit,) = hits("placeholder", subject(f"Có ??? người và {XS} trâu"))
    assert hit.words == "“???” là chỗ còn để trống."
    assert hit.remedy == "Viết vào hoặc bỏ đi."


@pytest.mark.parametrize(
    ("words", "span", "shown"),
    [
        ("ngắn", (0, 0), "ngắn"),
        ("một hai ba " * 20, (112, 113), "ba một hai ba một hai ba một hai ba một hai ba một hai"),
        ("một hai ba " * 20, (113, 116), "ba một hai ba một hai ba một hai ba một hai ba một hai ba"),
        ("x" * 100, (50, 51), "x" * 60),
        ("một hai ba " * 20, (0, 3), "một hai ba một hai ba một hai"),
        ("một hai ba " * 20, (110, 113), "hai ba một hai ba một hai ba một hai ba một hai ba một hai"),
        ("x" * 100, (0, 0), "x" * 30),
    ],
)  # fmt: skip
def test_an_excerpt_shows_whole_words_around_the_place(
    words: str, span: tuple[int, int], shown: str
) -> None:
    assert excerpt(words, *span) == shown


def test_a_hit_says_where_its_words_stand() -> None:
    told = about(Passage(Place("summary", "b2"), "Hội làng"))
    assert told == {"field": "summary", "block": "b2", "excerpt": "Hội làng"}


def test_a_hit_shows_the_place_in_a_long_passage() -> None:
    long = "Hội làng mở cửa. " * 20
    (hit,) = hits("placeholder", subject(f"{long}Có {XS} người. {long}"))
    assert XS in hit.excerpt
    assert len(hit.excerpt) < 70
    assert about(Passage(Place("title"), "x" * 100))["excerpt"] == "x" * 30
