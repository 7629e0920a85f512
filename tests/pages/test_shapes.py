"""How a row of sections stands on the wide page."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from cms.pages.blocks.samples import SAMPLE
from cms.pages.shapes import OVERHANG, TALLEST, shape_of, shape_of_lead


def column(
    items: int, *, calendar: bool = False, pictures: bool = True
) -> dict[str, Any]:
    story = replace(SAMPLE, image=object() if pictures else None)
    return {"items": [story] * items, "calendar": ["Hội"] if calendar else []}


def lengths(columns: list[dict[str, Any]]) -> list[int]:
    return [len(column["items"]) for column in columns]


@pytest.mark.parametrize(
    ("items", "shape"),
    [
        ((1,), "one_wide"),
        ((2,), "one_few"),
        ((3,), "one_few"),
        ((4,), "one_many"),
        ((6,), "one_many"),
        ((3, 3), "two"),
        ((1, 2, 3), "three"),
    ],
)
def test_a_row_takes_its_shape_from_what_is_in_it(
    items: tuple[int, ...], shape: str
) -> None:
    assert shape_of([column(number) for number in items], "") == shape


def test_words_alone_do_not_stand_large() -> None:
    assert shape_of([column(5, pictures=False)], "") == "one_even"


def test_words_before_pictures_stand_beside_them() -> None:
    mixed = column(1, pictures=False)
    mixed["items"] += column(2)["items"]
    assert shape_of([mixed], "") == "one_lines"
    assert shape_of([mixed], "one_lines") == "one_even"


@pytest.mark.parametrize(
    ("pictures", "rail", "shape"),
    [
        (True, 3, "one_few"),
        (True, 0, "one_wide"),
        (False, 2, "one_even"),
        (False, 0, ""),
    ],
)
def test_rows_know_how_the_page_begins(
    pictures: bool,  # noqa: FBT001
    rail: int,
    shape: str,
) -> None:
    [lead, *_others] = column(1, pictures=pictures)["items"]
    assert shape_of_lead(lead, [SAMPLE] * rail) == shape


def test_a_calendar_alone_has_the_whole_width() -> None:
    assert shape_of([column(0, calendar=True)], "") == "one_calendar"


@pytest.mark.parametrize("pictures", [True, False], ids=["pictures", "words"])
@pytest.mark.parametrize("items", [(1,), (2,), (5,), (3, 3), (2, 2, 2)], ids=str)
def test_no_two_neighbouring_rows_stand_alike(
    items: tuple[int, ...],
    pictures: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    shapes = [""]
    for _row in range(4):
        columns = [column(number, pictures=pictures) for number in items]
        shapes.append(shape_of(columns, shapes[-1]))
    assert all(one != other for one, other in pairwise(shapes))


def test_columns_beside_others_are_cut_to_about_one_height() -> None:
    columns = [column(6), column(1), column(0, calendar=True)]
    shape_of(columns, "")
    assert lengths(columns) == [1 + OVERHANG, 1, 0]
    columns = [column(6), column(6)]
    shape_of(columns, "")
    assert lengths(columns) == [TALLEST, TALLEST]


def test_a_section_alone_keeps_what_it_has() -> None:
    columns = [column(6)]
    shape_of(columns, "")
    assert lengths(columns) == [6]
