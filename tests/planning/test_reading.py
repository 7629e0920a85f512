"""Lines that are typed or pasted: every bad one by number, no good one lost."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from cms.planning.reading import (
    MOST_LINES,
    UnreadableError,
    names_of,
    read_day,
    read_decisions,
    read_plan,
)

HELD = date(2026, 11, 23)
PEOPLE = names_of([(1, "Trần Văn An"), (2, "Lê Thị Ánh"), (3, "Lê Thị Ánh")])
TITLES = st.from_regex(r"[A-Za-z0-9 ]*[A-Za-z0-9][A-Za-z0-9 ]*", fullmatch=True).map(
    str.strip
)
DAYS = st.dates(date(2020, 1, 1), date(2100, 1, 1))


@given(st.lists(st.tuples(TITLES, TITLES, DAYS), max_size=8), st.sampled_from(";\t"))
def test_what_is_written_as_asked_is_read(
    rows: list[tuple[str, str, date]], separator: str
) -> None:
    text = "\n".join(
        separator.join([title, room, f"{day:%d/%m/%Y}"]) for title, room, day in rows
    )
    lines = read_plan(text)
    assert not lines.bad
    assert [(one.title, one.who, one.due_on) for one in lines.good] == rows


@given(st.text(max_size=400))
def test_every_line_is_either_good_or_told(text: str) -> None:
    lines = read_plan(text)
    numbers = [one.number for one in [*lines.good, *lines.bad]]
    said = [n for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    assert sorted(numbers) == said
    assert all(fault.why for fault in lines.bad)


@given(DAYS, st.integers(-150, 150))
def test_a_day_without_a_year_is_the_nearest(near: date, apart: int) -> None:
    day = near + timedelta(days=apart)
    if (day.month, day.day) != (2, 29):
        assert read_day(f"{day:%d/%m}", near=near) == day


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Chỉ có tên", "Có 1 phần"),
        ("; Phòng Y; 01/02/2027", "Nhập tên tin, bài"),
        ("Tin; Phòng Y; 30/02/2027", "Không có ngày 30/02/2027"),
        ("Tin; Phòng Y; 20/11", "viết theo dạng dd/mm/yyyy"),
        ("Tin; Phòng Y; sớm", "không phải ngày"),
        ("T" * 256 + "; Y; 01/02/2027", "dài quá 255"),
        ("Tin; " + "Y" * 121 + "; 01/02/2027", "dài quá 120"),
    ],
)
def test_why_a_row_is_bad(line: str, why: str) -> None:
    lines = read_plan(f"\nTin một; Phòng X; 05/12/2026\n{line}")
    assert [one.number for one in lines.good] == [2]
    (fault,) = lines.bad
    assert (fault.number, fault.text) == (3, line.strip())
    assert why in fault.why
    assert lines.left == line.strip()


def test_at_most_so_many_lines() -> None:
    lines = read_plan("Tin; X; 05/12/2026\n" * (MOST_LINES + 2))
    assert (len(lines.good), len(lines.bad)) == (MOST_LINES, 2)


def test_decisions_of_a_meeting() -> None:
    text = (
        "Viết tin rét đậm; trần văn an; hạn 28/11\n"
        "Ảnh hội chợ; Phòng Nghiệp vụ Y; 05/12/2026\n"
        "Tin Tết; ; hạn: 10/1\n"
        "Phỏng vấn; Lê Thị Ánh; 28/11\n"
        "Tin cũ; Trần Văn An; 20/11\n"
        "Không rõ ai; Nguyễn Không Tên; 28/11"
    )
    lines = read_decisions(text, held_on=HELD, people=PEOPLE)
    assert [(one.title, one.who, one.person_id, one.due_on) for one in lines.good] == [
        ("Viết tin rét đậm", "", 1, date(2026, 11, 28)),
        ("Ảnh hội chợ", "Phòng Nghiệp vụ Y", None, date(2026, 12, 5)),
        ("Tin Tết", "", None, date(2027, 1, 10)),
    ]
    assert [fault.number for fault in lines.bad] == [4, 5, 6]
    assert "trước ngày họp" in lines.bad[1].why


@pytest.mark.parametrize("text", ["", "31/31", "1/13/2026", "2026-11-28"])
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(UnreadableError):
        read_day(text, near=HELD)
