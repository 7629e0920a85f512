"""Word files become manuscripts, from Word and from LibreOffice."""

from typing import Any

import pytest

from cms.intake.bodies import body_of
from cms.intake.docx import UnreadableFileError, read_docx
from cms.intake.parts import Heading, Manuscript, Paragraph, Picture, Quote, Table
from tests.intake.ooxml import (
    LIBREOFFICE_STYLES,
    WordFile,
    field_link,
    jpeg,
    libreoffice_picture,
    link,
    paragraph,
    run,
    table,
    text_box,
    word_picture,
)

PHOTO = jpeg()


def read(body: str, **more: Any) -> Manuscript:
    return read_docx(WordFile(body, **more).stored())


def blocks(manuscript: Manuscript) -> list[tuple[str, object]]:
    return [(one["type"], one["value"]) for one in body_of(manuscript, range(1, 9))]


def test_headings_are_known_by_name_in_any_language_of_word() -> None:
    found = read(
        paragraph(run("Khai mạc"), style="Title")
        + paragraph(run("Phần một"), style="u1")
        + paragraph(run("Phần hai"), style="u2")
    )
    headings = [part for part in found.parts if isinstance(part, Heading)]
    assert [(part.text, part.level) for part in headings] == [
        ("Khai mạc", 0),
        ("Phần một", 1),
        ("Phần hai", 2),
    ]
    assert found.title == "Khai mạc"
    assert found.without_title("khai mạc").title == "Phần một"


def test_manner_links_and_breaks_are_kept() -> None:
    body = paragraph(
        run("Sáng ", b=True),
        run("17/11", i=True),
        run("<tại> A&B "),
        link("rId9", "cổng"),
        run(" và "),
        field_link("https://tinh.vn/b", "trang"),
        "<w:r><w:br/></w:r>",
        run("dòng sau"),
        '<w:r><w:br w:type="page"/></w:r>',
    )
    found = read(body, links={"rId9": "https://tinh.vn/a?x=1&amp;y=2"})
    assert blocks(found) == [
        (
            "text",
            (
                "<p><b>Sáng </b><i>17/11</i>&lt;tại&gt; A&amp;B "
                '<a href="https://tinh.vn/a?x=1&amp;y=2">cổng</a> và '
                '<a href="https://tinh.vn/b">trang</a><br>dòng sau</p>'
            ),
        )
    ]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "x"])
def test_an_address_that_leads_nowhere_good_is_only_its_words(address: str) -> None:
    found = read(paragraph(link("rId9", "bấm")), links={"rId9": address})
    assert blocks(found) == [("text", "<p>bấm</p>")]


def test_lists_are_nested_and_numbered_as_their_levels_say() -> None:
    found = read(
        paragraph(run("Một"), list_key="1")
        + paragraph(run("trong"), list_key="1", depth=1)
        + paragraph(run("Hai"), list_key="1")
        + paragraph(run("Số"), list_key="2")
        + paragraph(run("không"), list_key="0")
    )
    assert blocks(found) == [
        (
            "text",
            (
                "<ul><li>Một<ol><li>trong</li></ol></li><li>Hai</li></ul>"
                "<ol><li>Số</li></ol><p>không</p>"
            ),
        )
    ]


def test_pictures_stand_in_their_places_with_their_captions() -> None:
    found = read(
        paragraph(run("Trước"))
        + paragraph(word_picture("rIdP", "Trẻ em xếp hàng"))
        + paragraph(run("Tiêm chủng tại trạm y tế"), style="Chuthich")
        + paragraph(run("Sau")),
        pictures={"rIdP": ("image1.jpeg", PHOTO)},
    )
    assert [type(part) for part in found.parts] == [Paragraph, Picture, Paragraph]
    picture = found.pictures[0]
    assert (picture.name, picture.data) == ("image1.jpeg", PHOTO)
    assert picture.caption == "Tiêm chủng tại trạm y tế"
    assert picture.alt == "Trẻ em xếp hàng"


def test_libreoffice_anchors_pictures_and_names_captions_its_own_way() -> None:
    found = read(
        paragraph(libreoffice_picture("rIdP"), run("Đoạn có ảnh"))
        + paragraph(run("Lễ hội làng"), style="Illustration")
        + paragraph(run("Lời bà con"), style="Quotations")
        + paragraph(run("Đầu mục"), style="Heading1"),
        styles=LIBREOFFICE_STYLES,
        pictures={"rIdP": ("image1.jpeg", PHOTO)},
    )
    kinds = [type(part) for part in found.parts]
    assert kinds == [Paragraph, Picture, Quote, Heading]
    assert found.pictures[0].caption == "Lễ hội làng"
    assert found.left_out == ()


def test_a_caption_in_italics_is_one_and_a_sentence_is_not() -> None:
    picture = paragraph(word_picture("rIdP"))
    pictures = {"rIdP": ("image1.jpeg", PHOTO)}
    in_italics = read(
        picture + paragraph(run("Ảnh đoàn công tác", i=True)), pictures=pictures
    )
    sentence = read(
        picture + paragraph(run("Ảnh hưởng của bão rất lớn.")), pictures=pictures
    )
    assert in_italics.pictures[0].caption == "Ảnh đoàn công tác"
    assert sentence.pictures[0].caption == ""
    assert sentence.text == "Ảnh hưởng của bão rất lớn."


def test_tables_keep_their_rows_their_caption_and_their_length() -> None:
    found = read(
        paragraph(run("Bảng 1: Số mũi tiêm"), style="Chuthich")
        + table(("Xã", "Số trẻ"), ("An Thạnh", "2.140"), ("Tân Lợi",))
    )
    assert blocks(found) == [
        (
            "table",
            {
                "caption": "Bảng 1: Số mũi tiêm",
                "table": {
                    "columns": [
                        {"type": "text", "heading": "Xã"},
                        {"type": "text", "heading": "Số trẻ"},
                    ],
                    "rows": [
                        {"values": ["An Thạnh", "2.140"]},
                        {"values": ["Tân Lợi", ""]},
                    ],
                    "caption": "",
                },
            },
        )
    ]


def test_merged_cells_keep_columns_in_line() -> None:
    wide = table(("Cả hai",), properties='<w:gridSpan w:val="2"/>')
    found = read(
        wide.replace("</w:tbl>", "")
        + table(("a", "b")).replace("<w:tbl><w:tblPr/>", "")
    )
    (only,) = found.parts
    assert isinstance(only, Table)
    assert [[cell.text for cell in row] for row in only.rows] == [
        ["Cả hai", ""],
        ["a", "b"],
    ]


def test_a_table_of_one_column_only_sets_things_under_each_other() -> None:
    cell = f"<w:tc>{paragraph(word_picture('rIdP'))}{paragraph(run('Ảnh: Hà', i=True))}</w:tc>"
    found = read(
        f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>",
        pictures={"rIdP": ("image1.jpeg", PHOTO)},
    )
    assert [part.caption for part in found.pictures] == ["Ảnh: Hà"]
    assert len(found.parts) == 1


def test_what_was_deleted_or_hidden_is_not_there_and_boxes_are() -> None:
    found = read(
        paragraph(
            f"<w:del>{run('đã xóa')}</w:del><w:ins>{run('đã thêm')}</w:ins>",
            run("ẩn", vanish=True),
            text_box(paragraph(run("trong hộp"))),
        )
    )
    assert found.text.splitlines() == ["đã thêm", "trong hộp"]


def test_old_fonts_are_read_by_their_name_capitals_too() -> None:
    found = read(
        paragraph(run("ñy ban nh©n d©n ", font=".VnTime"), run("tØnh", font=".VnTimeH"))
        + paragraph(run("héi ®ång th"), "<w:r><w:softHyphen/></w:r>", style="OldTimes")
        + paragraph(run("nhaân daân", font="VNI-Times"))
        + paragraph(run("đúng sẵn, mức ± 5 °C", font="Times New Roman"))
    )
    assert found.text.splitlines() == [
        "ủy ban nhân dân TỈNH",
        "hội đồng thư",
        "nhân dân",
        "đúng sẵn, mức ± 5 °C",
    ]


def test_unicode_in_an_old_font_is_left_alone() -> None:
    found = read(paragraph(run("Hội đồng nhân dân, ñ", font=".VnTime")))
    assert found.text == "Hội đồng nhân dân, ñ"


def test_what_cannot_be_shown_is_told_and_not_dropped_in_silence() -> None:
    found = read(
        paragraph(
            word_picture("rIdE"),
            word_picture("rIdNone"),
            run("x"),
            '<w:r><w:footnoteReference w:id="2"/></w:r>',
        ),
        pictures={"rIdE": ("image1.emf", b"\x01")},
    )
    assert found.left_out == ("notes", "pictures")
    assert found.pictures == []


def test_a_file_without_a_body_is_refused() -> None:
    file = WordFile("", extra={"word/document.xml": b"<w:document xmlns:w='x'/>"})
    with pytest.raises(UnreadableFileError):
        read_docx(file.stored())


def test_tables_in_tables_end_somewhere() -> None:
    deep = paragraph(run("x"))
    for _level in range(30):
        deep = f"<w:tbl><w:tr><w:tc>{deep}</w:tc></w:tr></w:tbl>"
    with pytest.raises(UnreadableFileError):
        read(deep)
