"""Every page at every width and in both schemes: nothing axe finds, nothing cut off."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.gate.conftest import HEIGHT, SCHEMES, WIDTHS, House, by_turn
from tests.gate.rows import Row
from tests.gate.sheet import strip

pytestmark = pytest.mark.browser

# 1,280 px at 400 %, success criterion 1.4.10.
ZOOMED = {"width": 320, "height": 200}
BESIDE = """() => {
    const wide = document.documentElement.clientWidth;
    const inside = (one) => one.closest("[tabindex='0'], .vh, .skip, [popover]");
    const all = [...document.querySelectorAll("body *")].filter(
        (one) => one.getBoundingClientRect().right > wide + 1 && !inside(one));
    const over = document.documentElement.scrollWidth > wide;
    return over ? all.map((one) => `${one.tagName}.${one.className}`).slice(0, 5) : [];
}"""

# Pictures below the fold wait for somebody to scroll; nobody does here.
EVERY_PICTURE = """() => Promise.all([...document.images].map((image) => {
    image.loading = "eager";
    return image.decode().catch(() => null);
}))"""

Faults = Callable[..., list[dict[str, Any]]]
Size = Callable[[int], int]


def told(fault: dict[str, Any]) -> str:
    places = [" ".join(map(str, node["target"])) for node in fault["nodes"][:3]]
    return f"{fault['id']}: {fault['help']} at {places}"


@pytest.mark.proof
def test_a_page_is_whole(
    house: House, row: Row, window: Page, axe_faults: Faults, proof_size: Size
) -> None:
    """FE-01 to FE-05. At a tenth axe sees each page at one width, the next at the next."""
    inspected = by_turn(WIDTHS, row, proof_size(len(WIDTHS)))
    answer = window.goto(house.of(row.name))
    assert answer is not None
    assert answer.status == row.status
    window.evaluate(EVERY_PICTURE)
    found: dict[str, list[str]] = {}
    shots = []
    for width in WIDTHS:
        window.set_viewport_size({"width": width, "height": HEIGHT})
        for scheme in SCHEMES if width in inspected else ():
            window.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            faults = axe_faults(window, only_colours=scheme == "dark")
            found[f"{width} {scheme}"] = [told(fault) for fault in faults]
            shots.append(window.screenshot(full_page=True))
        found[f"{width} beside"] = window.evaluate(BESIDE)
    window.set_viewport_size(ZOOMED)  # type: ignore[arg-type]
    found["zoomed"] = window.evaluate(BESIDE)
    strip(row.name, shots)
    assert {place: faults for place, faults in found.items() if faults} == {}


def test_the_gate_would_notice(house: House, window: Page, axe_faults: Faults) -> None:
    """What it is there to find is found, also by the short look in the dark."""
    window.set_viewport_size({"width": 320, "height": HEIGHT})
    window.goto(house.of("article"))
    window.evaluate("""() => {
        const words = document.querySelector("h1");
        words.style.color = "#eee";
        words.style.width = "500px";
        document.querySelector("header input").removeAttribute("id");
        document.querySelector("header input").placeholder = "";
    }""")
    found = {fault["id"] for fault in axe_faults(window)}
    assert found >= {"color-contrast", "label"}
    pale = {fault["id"] for fault in axe_faults(window, only_colours=True)}
    assert pale == {"color-contrast"}
    assert any(place.startswith("H1.") for place in window.evaluate(BESIDE))
