"""A file that LibreOffice Writer itself stored, with all that an item usually has.

``files/hoi-lang.docx`` was converted by LibreOffice 7.4; its text was written for this.
"""

from pathlib import Path

import pytest

from cms.intake.docx import read_docx
from cms.intake.parts import Item, Line, Manuscript, Paragraph, Picture, Table

FILE = Path(__file__).parent / "files" / "hoi-lang.docx"


@pytest.fixture(scope="module")
def manuscript() -> Manuscript:
    with FILE.open("rb") as file:
        return read_docx(file)


def text_of(part: Line) -> str:
    return "".join(span.text for span in part.spans)


def test_its_parts_in_their_order(manuscript: Manuscript) -> None:
    assert manuscript.title == "Khai mạc hội làng Đại Mỗ"
    assert [type(part).__name__ for part in manuscript.parts] == [
        *("Heading", "Paragraph", "Heading", "Item", "Item", "Item", "Item", "Item"),
        *("Paragraph", "Table", "Picture", "Paragraph"),
    ]


def test_manner_links_and_what_was_struck_out(manuscript: Manuscript) -> None:
    opening, link = manuscript.parts[1], manuscript.parts[8]
    assert isinstance(opening, Paragraph)
    assert isinstance(link, Paragraph)
    assert text_of(opening) == "Sáng 15/11/2026, tại đình Đại Mỗ, lễ hội khai mạc."
    assert [span.text for span in opening.spans if span.bold] == ["15/11/2026"]
    assert [span.text for span in opening.spans if span.italic] == ["đình Đại Mỗ"]
    hrefs = {span.text: span.href for span in link.spans if span.href}
    assert hrefs == {"tin trước": "https://hanoi.example/tin"}


def test_lists_with_their_depths(manuscript: Manuscript) -> None:
    items = [part for part in manuscript.parts if isinstance(part, Item)]
    assert [(text_of(one), one.is_ordered, one.depth) for one in items] == [
        ("Rước kiệu", False, 0),
        ("Dâng hương", False, 0),
        ("Đoàn đại biểu", False, 1),
        ("Hát xẩm", True, 0),
        ("Hát chèo", True, 0),
    ]


def test_the_table(manuscript: Manuscript) -> None:
    table = next(part for part in manuscript.parts if isinstance(part, Table))
    rows = [[text_of(cell) for cell in row] for row in table.rows]
    assert rows[:2] == [["Ngày", "Việc"], ["15/11", "Rước kiệu"]]
    assert rows[2][0] == "Nghỉ trưa"


def test_the_picture_with_its_caption(manuscript: Manuscript) -> None:
    picture = next(part for part in manuscript.parts if isinstance(part, Picture))
    assert picture.alt == "Kiệu rước qua sân đình"
    assert picture.caption == "Kiệu rước qua sân đình. Ảnh: Bình Minh"
