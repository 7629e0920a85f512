"""Nine themes, and readers who bring colours of their own."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Page, Route

from sites.theming import THEMES
from tests.gate.conftest import HEIGHT, SCHEMES, House
from tests.gate.sheet import strip
from tests.gate.test_pages import told

pytestmark = pytest.mark.browser

SHEETS = Path(settings.BASE_DIR, "cms", "static", "cms", "css", "themes")
DRESSED = "ha-noi"
PAGES = ("home", "article")
SCREEN = {"width": 1280, "height": HEIGHT}
THUMBNAIL = (200, 125)
MASTHEAD = (0, 0, 200, 30)  # of the thumbnail: what is a theme's, not an item's
COLOUR = """(selector) => {
    const style = getComputedStyle(document.querySelector(selector));
    return [style.color, style.backgroundColor, style.maskImage];
}"""

Faults = Callable[..., list[dict[str, Any]]]


def wear(window: Page, theme: str) -> None:
    """Show a portal in another theme: its sheet, and nothing else, is another."""

    def answer(route: Route) -> None:
        route.fulfill(path=SHEETS / f"{theme}.css", content_type="text/css")

    window.set_viewport_size(SCREEN)  # type: ignore[arg-type]
    window.route(f"**/themes/{DRESSED}.css", answer)


@pytest.mark.parametrize("theme", [name for name in THEMES if name != DRESSED])
def test_every_theme_can_be_read(
    house: House, window: Page, axe_faults: Faults, theme: str
) -> None:
    """The whole gate looks at one theme; two pages of the others, and all their tokens."""
    wear(window, theme)
    found, shots = {}, []
    for name in PAGES:
        window.goto(house.of(name))
        for scheme in SCHEMES:
            window.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            faults = axe_faults(window, only_colours=scheme == "dark")
            found[name, scheme] = [told(fault) for fault in faults]
            shots.append(window.screenshot())
    strip(f"theme-{theme}", shots)
    assert {place: faults for place, faults in found.items() if faults} == {}


def thumbnail(window: Page) -> Image.Image:
    picture = Image.open(BytesIO(window.screenshot())).convert("RGB")
    return picture.resize(THUMBNAIL, Image.Resampling.LANCZOS)


def apart(one: Image.Image, other: Image.Image) -> float:
    """Return how different two thumbnails are above the content, 0 to 255."""
    both = (one.crop(MASTHEAD), other.crop(MASTHEAD))
    return sum(ImageStat.Stat(ImageChops.difference(*both)).mean) / 3


def test_thumbnails_are_sorted_to_their_themes(house: House, window: Page) -> None:
    """200 px wide, names hidden: pages of items are put to the front page they belong to."""
    looks: dict[str, dict[str, Image.Image]] = {name: {} for name in PAGES}
    for name in PAGES:
        for theme in THEMES:
            window.unroute(f"**/themes/{DRESSED}.css")
            wear(window, theme)
            window.goto(house.of(name))
            window.add_style_tag(
                content=".plate span:not(.emblem) {visibility: hidden}"
            )
            looks[name][theme] = thumbnail(window)
    fronts, items = looks["home"], looks["article"]
    sorted_to = {
        theme: min(fronts, key=lambda other: apart(items[theme], fronts[other]))
        for theme in items
    }
    assert sorted_to == {theme: theme for theme in THEMES}
    nearest = min(
        apart(fronts[one], fronts[two]) for one in fronts for two in fronts if one < two
    )
    assert nearest > 6, "two themes look alike"


def test_a_readers_own_colours_win(house: House, window: Page) -> None:
    window.set_viewport_size(SCREEN)  # type: ignore[arg-type]
    window.emulate_media(forced_colors="active", color_scheme="dark")
    window.goto(house.of("home"))
    _ink, emblem, mask = window.evaluate(COLOUR, ".mast .emblem")
    ink, paper, _none = window.evaluate(COLOUR, "body")
    assert mask != "none"
    assert emblem == ink != paper
    assert not window.locator(".mast-art").is_visible()


def test_who_asks_for_more_contrast_gets_it(house: House, window: Page) -> None:
    window.goto(house.of("home"))
    usual = window.evaluate(COLOUR, ".meta")[0]
    window.emulate_media(contrast="more")
    assert window.evaluate(COLOUR, ".meta")[0] != usual
    assert window.evaluate(COLOUR, ".meta")[0] == window.evaluate(COLOUR, "body")[0]


def test_a_picture_that_does_not_come_is_a_quiet_tile(
    house: House, window: Page
) -> None:
    """Its size stays, and its words stand in it; no sign of a broken page."""
    window.route("**/media/**", lambda route: route.abort())
    window.goto(house.of("article-photos"))
    window.wait_for_function(
        "[...document.images].filter((one) => one.loading !== 'lazy')"
        ".every((one) => one.complete)"
    )
    tile, panel, words, alt, width, height = window.locator(".hero img").evaluate(
        """(img) => {
            const tile = getComputedStyle(img, "::after");
            const probe = document.body.appendChild(document.createElement("i"));
            probe.style.background = "var(--panel2)";
            const panel = getComputedStyle(probe).backgroundColor;
            return [tile.backgroundColor, panel, tile.content, img.alt,
                    img.clientWidth, img.clientHeight];
        }"""
    )
    assert tile == panel != "rgba(0, 0, 0, 0)"
    assert alt
    assert alt in words
    assert width > 300
    assert height > 150


def test_paper_is_white_and_carries_no_navigation(house: House, window: Page) -> None:
    wear(window, "the-thao")  # white on blue, on the screen
    window.goto(house.of("article"))
    window.emulate_media(media="print", color_scheme="dark")
    name, _ground, _mask = window.evaluate(COLOUR, ".plate strong")
    _ink, masthead, _mask = window.evaluate(COLOUR, ".mast")
    assert (name, masthead) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")
    for part in (".util", ".sheet", ".mast-art", ".skip"):
        assert not window.locator(part).first.is_visible(), part
