"""Cells that people typed are text in every spreadsheet program."""

import pytest

from sites.exports import plain_cell


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_formula_stays_text(first: str) -> None:
    assert plain_cell(f"{first}1+1") == f"'{first}1+1"


@pytest.mark.parametrize("text", ["", "Sở VHTT", "1+1", "a=b", "–"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert plain_cell(text) == text
