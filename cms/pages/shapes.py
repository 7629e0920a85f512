"""How a row of sections stands on the wide page: by what is in it, never as the last.

In twelfths: ``one_wide`` 7+5 (and ``turned`` 5+7), ``one_few`` 8+4, ``one_even`` equal
cards, ``one_lines`` 5+7 without a large picture, ``one_many`` 6+3+3, ``two`` 7+5,
``two_turned`` 5+7, ``three`` 4+4+4, ``three_turned`` 3+6+3.
"""

from collections.abc import Sequence
from typing import Any

from cms.core.listings import Story

Column = dict[str, Any]

FEW = 4  # from here on a section fills 6+3+3
RIVAL = {
    "one_wide": "one_wide_turned",
    "one_few": "one_even",
    "one_even": "one_lines",
    "one_lines": "one_even",
    "one_many": "one_few",
    "two": "two_turned",
    "three": "three_turned",
}
TALLEST = 4  # items of a column beside others
STAGE = "one_few"  # how the stage of photo reports stands, as rows would say it
OVERHANG = 2  # so many more than the shortest column, no more


def shape_of(columns: list[Column], last: str) -> str:
    """Return the name of the row's shape, another one than the last row's.

    Columns that stand beside others are cut to about one height.
    """
    shape = _natural(columns)
    if len(columns) > 1:
        _even_out(columns)
    return RIVAL.get(shape, shape) if shape == last else shape


def shape_of_lead(lead: Story, rail: Sequence[Story]) -> str:
    """Return how the page begins, in the words of rows."""
    if lead.image is None:
        return "one_even" if rail else ""
    return "one_few" if rail else "one_wide"


def _natural(columns: list[Column]) -> str:
    if len(columns) > 1:
        return "two" if len(columns) == 2 else "three"  # noqa: PLR2004
    (column,) = columns
    if column["calendar"]:
        return "one_calendar"
    number = len(column["items"])
    if number == 1:
        return "one_wide"
    if column["items"][0].image is None:  # nothing that could stand large
        has_pictures = any(story.image for story in column["items"])
        return "one_lines" if has_pictures else "one_even"
    return "one_few" if number < FEW else "one_many"


def _even_out(columns: list[Column]) -> None:
    lengths = [len(column["items"]) for column in columns if column["items"]]
    most = min(TALLEST, min(lengths, default=TALLEST) + OVERHANG)
    for column in columns:
        column["items"] = column["items"][:most]
