"""Themes, and when a colour can be read."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given, strategies as st

from sites.theming import (
    AA_TEXT,
    BASE_STYLE,
    HEX,
    STYLES,
    THEMES,
    contrast,
    unreadable_on,
)

SHEETS = Path(settings.BASE_DIR, "cms", "static", "cms", "css", "themes")
TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")
colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#767676", "#ffffff", 4.54),  # the palest grey that passes on white
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
        ("#010101", "#000000", 1.01),  # below the knee of the curve
    ],
)
def test_contrast_is_that_of_wcag(first: str, second: str, ratio: float) -> None:
    assert contrast(first, second) == pytest.approx(ratio, abs=0.005)


@given(colours, colours)
def test_contrast_does_not_ask_which_is_in_front(first: str, second: str) -> None:
    assert contrast(first, second) == contrast(second, first)
    assert 1 <= contrast(first, second) <= 21.000001


@given(colours)
def test_a_colour_cannot_be_read_on_itself(colour: str) -> None:
    assert contrast(colour, colour) == 1
    assert unreadable_on(colour, (colour,)) == [colour]


@given(colours, st.lists(colours, max_size=4).map(tuple))
def test_unreadable_surfaces_are_those_below_the_threshold(
    accent: str, surfaces: tuple[str, ...]
) -> None:
    found = unreadable_on(accent, surfaces)
    assert found == [one for one in surfaces if contrast(accent, one) < AA_TEXT]


def test_the_threshold_is_that_of_running_text() -> None:
    assert unreadable_on("#767676", ("#ffffff",)) == []
    assert unreadable_on("#777777", ("#ffffff",)) == ["#ffffff"]


def test_the_themes_are_those_of_the_pilots() -> None:
    assert list(THEMES) == ["ha-noi", "tay-ninh", "da-nang", "ca-mau", "kien-giang"]
    assert BASE_STYLE in STYLES


@pytest.mark.parametrize("name", THEMES)
def test_black_and_white_can_be_read_on_every_surface(name: str) -> None:
    theme = THEMES[name]
    assert unreadable_on("#000000", theme.light) == []
    assert unreadable_on("#ffffff", theme.dark) == []
    assert all(map(HEX.match, (*theme.light, *theme.dark)))


def tokens(name: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the colours a style sheet gives a theme in the light and the dark scheme."""
    sheet = SHEETS.joinpath(f"{name}.css").read_text(encoding="utf-8")
    light, _, dark = sheet.partition("(prefers-color-scheme: dark)")
    found = dict(TOKEN.findall(light))
    return found, found | dict(TOKEN.findall(dark))


@pytest.mark.parametrize("name", THEMES)
def test_the_surfaces_are_those_of_the_style_sheets(name: str) -> None:
    light, dark = tokens(name)
    assert THEMES[name].light == (light["paper"], light["panel"])
    assert THEMES[name].dark == (dark["paper"], dark["panel"])


WRITTEN = ("ink", "ink2", "accent", *(f"s{number}" for number in range(1, 9)))
PAIRS = [("on-accent", "accent"), ("on-band", "band"), ("on-camp", "camp")]


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_what_a_theme_writes_can_be_read(name: str, scheme: int) -> None:
    colours = tokens(name)[scheme]
    pairs = [(text, on) for text in WRITTEN for on in ("paper", "panel")] + PAIRS
    pale = {
        f"{text} on {surface}": round(contrast(colours[text], colours[surface]), 2)
        for text, surface in pairs
        if contrast(colours[text], colours[surface]) < AA_TEXT
    }
    assert pale == {}
