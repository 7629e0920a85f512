"""Chrome 80 and Safari 12: less even, but dressed, and everything can be reached."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from tests.gate.aging import aged, aged_page
from tests.gate.conftest import House, by_turn
from tests.gate.fetching import fetched
from tests.gate.rows import Row
from tests.gate.sheet import strip

pytestmark = pytest.mark.browser

WIDTHS = (360, 1280)
# Sheets, and pages: their addresses end in a slash or go on with a question.
TEXTS = re.compile(r"\.css$|/(\?.*)?$")
SEEN = """() => {
    const style = (selector, name) => {
        const one = document.querySelector(selector);
        return one ? getComputedStyle(one)[name] : "";
    };
    const shown = (one) => {
        const box = one.getBoundingClientRect();
        return box.width > 0 && box.height > 0;
    };
    const addresses = (selector) => [...document.querySelectorAll(selector)]
        .filter((one) => !one.closest("details:not([open]), .services"))
        .map((one) => one.getAttribute("href"));
    const seen = new Set([...document.querySelectorAll("a")].filter(shown)
        .map((one) => one.getAttribute("href")));
    const pale = "rgba(0, 0, 0, 0)";
    return {
        sans: style("body", "fontFamily"),
        serif: style("h1", "fontFamily"),
        ground: style("html", "backgroundColor"),
        ink: style("body", "color"),
        bands: [".util", ".mast", ".foot", ".house"]
            .filter((one) => document.querySelector(one))
            .filter((one) => style(one, "backgroundColor") === pale),
        lost: addresses("header a, footer a").filter((one) => !seen.has(one)).slice(0, 5),
        flat: [...document.querySelectorAll(".grid")]
            .filter((one) => getComputedStyle(one).display !== "grid").length,
        beside: document.documentElement.scrollWidth > innerWidth,
        heading: parseFloat(style("h1", "fontSize")),
    };
}"""


def serve_old(route: Route) -> None:
    status, kind, text = fetched(route.request.url)
    body = aged(text) if "text/css" in kind else aged_page(text)
    route.fulfill(status=status, content_type=kind, body=body)


@pytest.mark.proof
def test_a_page_is_dressed_and_usable(
    house: House, row: Row, window: Page, proof_size: Callable[[int], int]
) -> None:
    widths = by_turn(WIDTHS, row, proof_size(len(WIDTHS)))
    window.context.route(TEXTS, serve_old)
    answer = window.goto(house.of(row.name))
    assert answer is not None
    assert answer.status == row.status
    shots, found = [], {}
    for width in widths:
        window.set_viewport_size({"width": width, "height": 800})
        shots.append(window.screenshot(full_page=True))
        found[width] = faults(window.evaluate(SEEN))
    strip(f"old-{row.name}", shots)
    assert found == {width: [] for width in widths}


def faults(seen: dict[str, Any]) -> list[str]:
    checks = {
        "the letters are not ours": "Be Vietnam Dinh" in seen["sans"],
        "headings have not their letters": "Newsreader Dinh" in seen["serif"],
        "the paper has no colour": seen["ground"] == "rgb(255, 255, 255)",
        "the ink is plain black": seen["ink"] != "rgb(0, 0, 0)",
        "headings are no larger than text": seen["heading"] >= 22,
        "the page is wider than the window": not seen["beside"],
        "columns fell apart": not seen["flat"],
        f"bands without colour: {seen['bands']}": not seen["bands"],
        f"links out of reach: {seen['lost']}": not seen["lost"],
    }
    return [fault for fault, holds in checks.items() if not holds]


def test_the_harness_really_takes_something_away(house: House, window: Page) -> None:
    window.context.route(TEXTS, serve_old)
    window.goto(house.of("home"))
    assert window.locator("[popover], [popovertarget]").count() == 0
    rules = window.evaluate("""() => [...document.styleSheets].flatMap(
        (sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join(" ")""")
    assert ".story" in rules
    for unknown in (":has(", "clamp(", "mask", "aspect-ratio", ":focus-visible"):
        assert unknown not in rules, unknown
    sheets = Path(__file__).parents[2] / "cms" / "static" / "cms" / "css"
    written = " ".join(file.read_text("utf-8") for file in sheets.rglob("*.css"))
    assert ":has(" in written
    assert "clamp(" in written
