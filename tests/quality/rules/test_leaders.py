"""Titles of that day, in the order of protocol."""

from datetime import date
from typing import Any

import pytest

from tests.quality.subjects import hits, leader, subject

END, START = date(2026, 6, 30), date(2026, 7, 1)
AN, BINH, CUONG = "Nguyễn Văn An", "Trần Thị Bình", "Lê Cường"
LEADERS = [
    leader(AN, "Chủ tịch UBND tỉnh", 20, held_from=START),
    leader(AN, "Phó Bí thư Tỉnh ủy", 10, held_from=START),
    leader(AN, "Giám đốc Sở Nội vụ", 40, held_to=END),
    leader(BINH, "Phó Chủ tịch UBND tỉnh", 30),
    leader(BINH, "Phó Chủ tịch Ủy ban nhân dân xã", 60, held_from=date(2027, 1, 1)),
    leader(CUONG, "Chủ tịch UBND tỉnh", 20, held_to=END),
]


def titled(text: str, **values: Any) -> list[tuple[str, str]]:
    found = hits("leader_title", subject(text, leaders=LEADERS, **values))
    return [(hit.words, hit.remedy) for hit in found]


@pytest.mark.parametrize(
    "text",
    [
        "Chủ tịch UBND tỉnh Nguyễn Văn An dự.",
        "Chủ tịch Ủy ban nhân dân tỉnh Nguyễn Văn An dự.",
        "Chủ tịch Uỷ ban nhân dân tỉnh, đồng chí Nguyễn Văn An dự.",
        "Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh Nguyễn Văn An dự.",
        "Đồng chí Nguyễn Văn An, Chủ tịch UBND tỉnh, dự.",
        "Ông Nguyễn Văn An - Phó Bí thư Tỉnh uỷ dự.",
        "Bà Trần Thị Bình (Phó Chủ tịch UBND tỉnh) dự.",
        "Nguyên Giám đốc Sở Nội vụ Nguyễn Văn An dự.".replace("Nguyên", "cùng nguyên"),
        "Ông Lê Cường, nguyên Chủ tịch UBND tỉnh, dự.",
        "quyền Chủ tịch UBND tỉnh Lê Cường dự.",
        "Nguyễn Văn An dự.",
        "Chủ tịch UBND tỉnh Tây Ninh Lê Cường dự.",
        "Ông Lê Cường, Chủ tịch UBND tỉnh Tây Ninh, dự.",
        "Chủ tịch UBND tỉnh Nguyễn Văn An Khang dự.",
        "Chủ tịch UBND tỉnh dự cùng Lê Cường.",
        "Trưởng phòng Lê Cường dự.",
    ],
)
def test_right_unknown_and_former_titles_said_as_such_are_left_alone(text: str) -> None:
    assert titled(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Chủ tịch UBND tỉnh Lê Cường dự.",
        "Ông Lê Cường, Chủ tịch UBND tỉnh dự.",
        "Ông Lê Cường – Chủ tịch UBND tỉnh, dự.",
        "Chủ tịch UBND tỉnh, ông Lê Cường dự.",
        "Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh Lê Cường dự.",
    ],
)
def test_a_former_title_is_told(text: str) -> None:
    assert titled(text) == [
        (
            "Ngày 20/11/2026, Lê Cường không giữ chức danh ghi ở đây.",
            "Hỏi văn phòng chức danh vào ngày đó.",
        )
    ]


def test_the_present_title_is_offered() -> None:
    assert titled("Giám đốc Sở Nội vụ Nguyễn Văn An") == [
        (
            "Ngày 20/11/2026, Nguyễn Văn An không giữ chức danh ghi ở đây.",
            "Theo sổ: Chủ tịch UBND tỉnh, Phó Bí thư Tỉnh ủy.",
        )
    ]


def test_the_day_of_the_event_counts() -> None:
    assert titled("Chủ tịch UBND tỉnh Lê Cường", day=END) == []
    assert len(titled("Chủ tịch UBND tỉnh Nguyễn Văn An", day=END)) == 1
    assert titled("Chủ tịch UBND tỉnh Nguyễn Văn An", day=START) == []
    early = "Phó Chủ tịch Ủy ban nhân dân xã Trần Thị Bình"
    assert len(titled(early)) == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Phó Chủ tịch UBND tỉnh Nguyễn Văn An dự.", AN),
        ("Ông Nguyễn Văn An, Phó Chủ tịch UBND tỉnh, dự.", AN),
        ("Chủ tịch UBND tỉnh Trần Thị Bình dự.", BINH),
        ("Bà Trần Thị Bình, Chủ tịch UBND tỉnh, dự.", BINH),
        ("Phó Giám đốc Sở Nội vụ Nguyễn Văn An dự.", AN),
        ("Ông Nguyễn Văn An, Phó Giám đốc Sở Nội vụ.", AN),
    ],
)
def test_a_title_that_was_never_this_person_s_is_told(text: str, name: str) -> None:
    ((words, _remedy),) = titled(text)
    assert words == f"Sổ lãnh đạo ghi {name} với chức danh khác."


def test_who_holds_nothing_and_never_held_it_is_nobody_we_know() -> None:
    assert titled("Giám đốc Sở Nội vụ Lê Cường") == []


def test_what_is_quoted_is_somebody_else_s() -> None:
    text = "Chủ tịch UBND tỉnh Lê Cường"
    assert hits("leader_title", subject(quoted=[text], leaders=LEADERS)) == []


def test_a_hit_shows_title_and_name() -> None:
    seen = subject("Sáng nay, Chủ tịch UBND tỉnh, ông Lê Cường dự.", leaders=LEADERS)
    (hit,) = hits("leader_title", seen)
    assert hit.excerpt == "Chủ tịch Ủy ban nhân dân tỉnh, ông Lê Cường"
    assert (hit.subject, hit.field, hit.block) == (CUONG, "body", "b1")
    seen = subject("Ông Lê Cường (Chủ tịch UBND tỉnh) dự.", leaders=LEADERS)
    (hit,) = hits("leader_title", seen)
    assert hit.excerpt == "Lê Cường (Chủ tịch Ủy ban nhân dân tỉnh"


def test_every_leader_of_a_passage_is_looked_at() -> None:
    text = "Chủ tịch UBND tỉnh Lê Cường; Chủ tịch UBND tỉnh Trần Thị Bình dự."
    assert len(titled(text)) == 2


def order(text: str, **values: Any) -> list[str]:
    found = hits("leader_order", subject(text, leaders=LEADERS, **values))
    return [hit.words for hit in found]


A, B = "Chủ tịch UBND tỉnh Nguyễn Văn An", "Phó Chủ tịch UBND tỉnh Trần Thị Bình"
AFTER_A = "Nguyễn Văn An, Chủ tịch UBND tỉnh"
AFTER_B = "Trần Thị Bình, Phó Chủ tịch UBND tỉnh"


@pytest.mark.parametrize(
    "text",
    [
        f"Dự có {B}, {A}.",
        f"Dự có {B} và {A}.",
        f"Dự có đồng chí {AFTER_B}; đồng chí {AFTER_A}.",
        f"Dự có các đồng chí: {AFTER_B}; {AFTER_A}.",
        f"Dự có bà {AFTER_B} cùng ông {AFTER_A}.",
    ],
)
def test_a_list_against_protocol_is_told(text: str) -> None:
    seen = subject(text, leaders=LEADERS)
    (hit,) = hits("leader_order", seen)
    assert hit.words == "Nguyễn Văn An được nêu sau Trần Thị Bình."
    assert hit.remedy == "Theo thứ tự lễ tân, Nguyễn Văn An đứng trước."
    assert "Bình" in hit.excerpt
    assert "An" in hit.excerpt
    assert (hit.field, hit.block) == ("body", "b1")


@pytest.mark.parametrize(
    "text",
    [
        f"Dự có {A}, {B}.",
        f"{B} báo cáo, {A} kết luận.",
        f"{B} thay mặt {A}.",
        f"Dự có {A} và Chủ tịch UBND tỉnh Nguyễn Văn An.",
        "Dự có Trần Thị Bình, Nguyễn Văn An.",
        f"Dự có {B}, Chủ tịch UBND tỉnh Lê Cường.",
    ],
)
def test_other_orders_are_left_alone(text: str) -> None:
    assert order(text) == []


def test_nobody_is_looked_for_in_an_empty_register() -> None:
    assert hits("leader_title", subject(A)) == []
    assert hits("leader_order", subject(A)) == []


def test_the_longer_of_two_titles_is_meant() -> None:
    whole = "Ủy viên Trung ương Đảng, Bí thư Tỉnh ủy"
    register = [leader(AN, "Bí thư Tỉnh ủy", held_to=END), leader(BINH, whole)]
    seen = subject(f"{whole} Trần Thị Bình dự.", leaders=register)
    assert hits("leader_title", seen) == []


def test_a_title_ends_with_a_word() -> None:
    assert titled("Ông Lê Cường, Chủ tịch UBND tỉnhx, dự.") == []
