"""Themes, and when a colour can be read."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given, settings as settings_of, strategies as st

from sites.theming import (
    AA_MARK,
    AA_TEXT,
    BASE_STYLE,
    BLACK,
    HEX,
    STYLES,
    THEMES,
    WHITE,
    contrast,
    own_tokens,
    unreadable_on,
)

SHEETS = Path(settings.BASE_DIR, "cms", "static", "cms", "css", "themes")
MOTIFS = Path(settings.BASE_DIR, "cms", "static", "cms", "motif")
TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{6}|var\(--[^)]+\));")
ART_BYTES = 4_000  # of a drawing, compressed
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


def test_the_themes_are_five_places_and_four_kinds_of_house() -> None:
    places = ["ha-noi", "tay-ninh", "da-nang", "ca-mau", "kien-giang"]
    assert list(THEMES) == [*places, "bao-tang", "thu-vien", "du-lich", "the-thao"]
    assert BASE_STYLE in STYLES


@pytest.mark.parametrize("name", THEMES)
def test_black_and_white_can_be_read_on_every_surface(name: str) -> None:
    theme = THEMES[name]
    assert unreadable_on("#000000", theme.light) == []
    assert unreadable_on("#ffffff", theme.dark) == []
    assert all(map(HEX.match, (*theme.light, *theme.dark)))


def resolved(colour: str, colours: dict[str, str]) -> str:
    """Follow a token that is another one, or its own unless a portal has an accent."""
    name, _comma, default = colour.removeprefix("var(--").rstrip(")").partition(", ")
    return colour if colour.startswith("#") else colours.get(name, default)


def tokens(name: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the colours a style sheet gives a theme in the light and the dark scheme."""
    sheet = SHEETS.joinpath(f"{name}.css").read_text(encoding="utf-8")
    light, _, dark = sheet.partition("(prefers-color-scheme: dark)")
    day = dict(TOKEN.findall(light))
    night = day | dict(TOKEN.findall(dark))
    for found in (day, night):
        found.update({key: resolved(value, found) for key, value in found.items()})
    return day, night


@pytest.mark.parametrize("name", THEMES)
def test_the_surfaces_are_those_of_the_style_sheets(name: str) -> None:
    light, dark = tokens(name)
    assert THEMES[name].light == (light["paper"], light["panel"])
    assert THEMES[name].dark == (dark["paper"], dark["panel"])


def test_every_theme_sets_the_same_tokens_in_both_schemes() -> None:
    [names] = {frozenset(scheme) for name in THEMES for scheme in tokens(name)}
    for name in THEMES:
        sheet = SHEETS.joinpath(f"{name}.css").read_text(encoding="utf-8")
        assert all(sheet.count(f"--{token}: ") == 2 for token in names), name
        assert all(
            map(HEX.match, (*tokens(name)[0].values(), *tokens(name)[1].values()))
        )


@pytest.mark.parametrize("name", THEMES)
def test_every_theme_brings_its_drawings(name: str) -> None:
    sheet = SHEETS.joinpath(f"{name}.css").read_text(encoding="utf-8")
    for drawing in (f"{name}.svg", f"{name}-art.svg", f"{name}-art-dark.svg"):
        assert f'url("../../motif/{drawing}")' in sheet
        assert len(gzip.compress(MOTIFS.joinpath(drawing).read_bytes(), 9)) <= ART_BYTES


SECTIONS = tuple(f"s{number}" for number in range(1, 9))
WRITTEN = ("ink", "ink2", "accent", *SECTIONS)
GROUNDS = ("paper", "panel", "panel2")
TEXT = [
    *((text, ground) for text in WRITTEN for ground in GROUNDS),
    *(("paper", section) for section in SECTIONS),  # the page one is on, the skip link
    ("paper", "focus"),
    ("on-accent", "accent"),
    ("on-band", "band"),
    ("on-band2", "band"),
    ("on-band", "stage"),
    ("on-band2", "stage"),
    ("on-camp", "camp"),
    ("on-mast", "mast"),
    ("on-mast2", "mast"),
]
# Success criterion 1.4.11: edges of fields, the ring of the focus, the emblem.
MARKS = [
    *((mark, ground) for mark in ("edge", "focus") for ground in GROUNDS),
    ("seal", "mast"),
    ("on-mast", "mast"),
]


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_what_a_theme_shows_can_be_seen(name: str, scheme: int) -> None:
    colours = tokens(name)[scheme]
    pale = {
        f"{front} on {ground}": round(ratio, 2)
        for pairs, least in ((TEXT, AA_TEXT), (MARKS, AA_MARK))
        for front, ground in pairs
        if (ratio := contrast(colours[front], colours[ground])) < least
    }
    assert pale == {}


def readable(surfaces: tuple[str, ...]) -> st.SearchStrategy[str]:
    return colours.filter(lambda accent: not unreadable_on(accent, surfaces))


# The strictest surfaces are not those of one theme; any accent that was saved passed.
SAVED_LIGHT = readable((WHITE, THEMES["ca-mau"].light[1]))
SAVED_DARK = readable((BLACK, THEMES["ha-noi"].dark[1]))


@settings_of(max_examples=50, suppress_health_check=[HealthCheck.filter_too_much])
@given(SAVED_LIGHT, SAVED_DARK, st.sampled_from(sorted(THEMES)))
def test_an_accent_that_could_be_saved_can_be_read_wherever_it_goes(
    light: str, dark: str, name: str
) -> None:
    for scheme, own in enumerate(own_tokens(light, dark).values()):
        theme = tokens(name)[scheme]
        masthead = own["own-mast"]
        for text, ground in (
            ("on-band", "band"),
            ("on-band2", "band"),
            ("on-camp", "camp"),
        ):
            assert contrast(own[text], own[ground]) >= AA_TEXT
        assert contrast(own["accent"], masthead) >= AA_MARK
        assert contrast(theme["ink"], masthead) >= AA_TEXT
        assert contrast(theme["ink2"], masthead) >= AA_TEXT
        assert contrast(theme["on-accent"], own["accent"]) >= AA_TEXT


def test_no_accent_changes_nothing() -> None:
    assert own_tokens("", "") == {"light": {}, "dark": {}}


def test_one_accent_leaves_the_other_scheme_its_own() -> None:
    assert own_tokens("", "#ffccaa") == {"light": {}, "dark": {"accent": "#ffccaa"}}
    found = own_tokens("#804020", "")
    assert found["light"] == {
        "accent": "#804020",
        "band": "#804020",
        "on-band": "#ffffff",
        "on-band2": "#ffffff",
        "on-band-rule": "#ac836e",
        "camp": "#804020",
        "on-camp": "#ffffff",
        "own-mast": "#ece2de",
    }
    assert "accent" not in found["dark"]
    assert found["dark"]["band"] == "#3a1d0e"
    assert found["dark"]["own-mast"] == "#1a0d06"


def test_only_pale_mastheads_take_the_portals_own_ground() -> None:
    """White is written on the others: a pale tint below it could not be read."""
    for name in THEMES:
        sheet = SHEETS.joinpath(f"{name}.css").read_text(encoding="utf-8")
        pale = "--on-mast: #ffffff" not in sheet and name != "du-lich"
        assert ("var(--own-mast, " in sheet) is pale, name
