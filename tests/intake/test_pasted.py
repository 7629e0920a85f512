"""What is pasted, plain or from Word, Zalo and Google Docs, becomes clean blocks."""

from typing import Any

import pytest
from hypothesis import given, strategies as st

from cms.intake.bodies import body_of
from cms.intake.parts import Manuscript
from cms.intake.pasted import read_markup, read_plain

DOCS = (
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1">'
    '<p dir="ltr" style="line-height:1.38"><span style="font-weight:700;color:#000">Sáng</span>'
    '<span style="font-style:italic"> 17/11</span></p>'
    "<ul><li><p>một</p></li><ul><li><p>trong</p></li></ul></ul></b>"
)
WORD = (
    "<html><head><style>p{color:red}</style></head><body><!--StartFragment-->"
    '<p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><span>·<span>&nbsp;&nbsp;'
    '</span></span>ý một</p><p class="MsoNormal">Đoạn<o:p></o:p></p>'
    '<p class="MsoListParagraph"><span>1.<span>&nbsp; </span></span>số một</p>'
    "<!--EndFragment--></body></html>"
)
ZALO = "<div>Dòng một</div><div>Dòng hai<br>dòng ba</div><script>alert(1)</script>"


def blocks(manuscript: Manuscript) -> list[tuple[str, Any]]:
    return [(one["type"], one["value"]) for one in body_of(manuscript, [])]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (
            DOCS,
            ("<p><b>Sáng</b><i> 17/11</i></p>"
            "<ul><li>một<ul><li>trong</li></ul></li></ul>"),
        ),
        (WORD, "<ul><li>ý một</li></ul><p>Đoạn</p><ol><li>số một</li></ol>"),
        (ZALO, "<p>Dòng một</p><p>Dòng hai<br>dòng ba</p>"),
        ('<p onclick="x()">a<img src=x onerror=y></p>', "<p>a</p>"),
        ('<a href="javascript:x">a</a> <a href="https://b.vn">b</a>',
         '<p>a <a href="https://b.vn">b</a></p>'),
        ('<p style="font-family:.VnTime">ñy ban</p>', "<p>ủy ban</p>"),
        ("<p>&lt;script&gt;</p>", "<p>&lt;script&gt;</p>"),
    ],
)  # fmt: skip
def test_markup_of_others_becomes_ours(markup: str, text: str) -> None:
    assert blocks(read_markup(markup)) == [("text", text)]


def test_headings_quotes_and_tables_are_blocks() -> None:
    markup = (
        "<h2><b>Đầu mục</b></h2><blockquote><p>Lời nói</p></blockquote>"
        "<table><tr><th>a</th><th>b</th></tr><tr><td><p>1</p><p>2</p></td><td>3</td></tr></table>"
    )
    found = blocks(read_markup(markup))
    assert found[0] == ("heading", "Đầu mục")
    assert found[1] == ("quote", {"text": "Lời nói", "attribution": ""})
    assert found[2][0] == "table"
    assert found[2][1]["table"]["rows"] == [{"values": ["1 2", "3"]}]


def test_plain_text_is_paragraphs_and_lists() -> None:
    text = "Đoạn một\r\n\r\n- ý một\n• ý hai\nĐoạn hai <b>"
    assert blocks(read_plain(text)) == [
        (
            "text",
            (
                "<p>Đoạn một</p><ul><li>ý một</li><li>ý hai</li></ul>"
                "<p>Đoạn hai &lt;b&gt;</p>"
            ),
        )
    ]


def test_plain_text_from_before_unicode_is_read_line_by_line() -> None:
    text = "Céng hßa x· héi chñ nghÜa ViÖt Nam\nñy ban nh©n d©n\nĐúng rồi © 2026"
    assert read_plain(text).text.splitlines() == [
        "Cộng hòa xã hội chủ nghĩa Việt Nam",
        "ủy ban nhân dân",
        "Đúng rồi © 2026",
    ]


@given(st.text(alphabet=st.sampled_from("<>/abp tdrhliou=\"'&;1 -"), max_size=80))
def test_any_markup_is_read_and_nothing_but_ours_comes_out(markup: str) -> None:
    for kind, value in blocks(read_markup(markup)):
        if kind == "text":
            for tag in str(value).split("<")[1:]:
                name = tag.lstrip("/").split(">")[0].split(" ")[0]
                assert name in {"p", "b", "i", "br", "a", "ul", "ol", "li", "sup"}
