"""Light markup as rich text: nothing of it is left, and no HTML comes through."""

import pytest

from cms.demo.markup import bullets, inline, paragraphs


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Chợ nổi", "Chợ nổi"),
        ("**Mở cửa** từ 7 giờ", "<b>Mở cửa</b> từ 7 giờ"),
        ("theo *Nhà quê* và *Đồng*", "theo <i>Nhà quê</i> và <i>Đồng</i>"),
        ("**đậm** rồi *nghiêng*", "<b>đậm</b> rồi <i>nghiêng</i>"),
        ("*", "*"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("2 * 3*", "2 * 3*"),
        ("*2 * 3", "*2 * 3"),
        ("**", "**"),
        (
            "xem [kế hoạch](https://hanoi.gov.vn/kh) nhé",
            'xem <a href="https://hanoi.gov.vn/kh">kế hoạch</a> nhé',
        ),
        ("[x](javascript:alert)", "[x](javascript:alert)"),
        ("<b>a</b> & “b”", "&lt;b&gt;a&lt;/b&gt; &amp; “b”"),
        ("hai\n  dòng", "hai dòng"),
    ],
)
def test_inline_markup(written: str, expected: str) -> None:
    assert inline(written) == expected


def test_an_empty_line_parts_paragraphs() -> None:
    assert paragraphs("Một\nhai\n\n  \n**Ba**\n") == "<p>Một hai</p><p><b>Ba</b></p>"


def test_no_text_is_no_paragraph() -> None:
    assert paragraphs(" \n\n ") == ""


def test_bullets_are_a_list() -> None:
    assert bullets(["Một", "**hai**"]) == "<ul><li>Một</li><li><b>hai</b></li></ul>"
    assert bullets([1, 2]) == "<ul><li>1</li><li>2</li></ul>"  # type: ignore[list-item]
