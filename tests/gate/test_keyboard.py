"""Everything can be reached and used with the keyboard, and one sees where one is."""

import pytest
from playwright.sync_api import Page, expect

from tests.gate.conftest import House

pytestmark = pytest.mark.browser

RING = """() => {
    const one = document.activeElement;
    const ringed = (other) => {
        const style = getComputedStyle(other);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    };
    const story = one.closest(".story");
    return {
        name: one.tagName + " " + (one.textContent || one.name || "").trim().slice(0, 40),
        ringed: ringed(one) || Boolean(story && ringed(story)),
        onPage: one !== document.body,
    };
}"""
MANY = 400


def walk(window: Page) -> list[str]:
    """Press Tab from the beginning to the end; return what was reached."""
    names, dark = [], []
    for _step in range(MANY):
        window.keyboard.press("Tab")
        seen = window.evaluate(RING)
        if not seen["onPage"]:
            break
        names.append(seen["name"])
        if not seen["ringed"]:
            dark.append(seen["name"])
    assert dark == [], "one does not see where one is"
    return names


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    "name", ["home", "article", "search-found", "report-a-mistake"]
)
def test_the_focus_is_seen_wherever_it_goes(
    house: House, window: Page, name: str, width: int
) -> None:
    window.set_viewport_size({"width": width, "height": 800})
    window.goto(house.of(name))
    names = walk(window)
    assert len(names) > 10
    assert names[0].startswith("A ")  # the skip link


def test_the_skip_link_leads_to_the_content(house: House, window: Page) -> None:
    window.goto(house.of("home"))
    window.keyboard.press("Tab")
    skip = window.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    window.keyboard.press("Enter")
    expect(window.locator("main")).to_be_focused()


def test_the_menu_of_a_phone_opens_and_closes(house: House, window: Page) -> None:
    window.set_viewport_size({"width": 360, "height": 640})
    window.goto(house.of("article"))
    sheet = window.locator("#chuyen-muc")
    expect(sheet).not_to_be_visible()
    window.locator(".nav-open").focus()
    window.keyboard.press("Enter")
    expect(sheet).to_be_visible()
    window.keyboard.press("Escape")
    expect(sheet).not_to_be_visible()
    expect(window.locator(".nav-open")).to_be_focused()
    window.keyboard.press("Enter")
    sheet.locator("nav a").nth(1).focus()
    window.keyboard.press("Enter")
    window.wait_for_url("**/")
    expect(window.locator("h1")).to_be_visible()


def test_one_searches_and_opens_what_was_found(house: House, window: Page) -> None:
    window.set_viewport_size({"width": 1280, "height": 800})
    window.goto(house.of("home"))
    window.locator("header input[name=q]").focus()
    window.keyboard.type("long bien")
    window.keyboard.press("Enter")
    window.wait_for_url("**/-/tim-kiem/**")
    window.locator("main .hit h2 a").first.focus()
    with window.expect_navigation():
        window.keyboard.press("Enter")
    assert "tim-kiem" not in window.url


def test_the_tools_of_an_item_are_used_without_a_mouse(
    house: House, window: Page
) -> None:
    window.goto(house.of("article"))
    panel = window.locator(".tools details").last
    panel.locator("summary").focus()
    window.keyboard.press("Enter")
    expect(panel.locator("button, a").first).to_be_visible()
    panel.locator("button[value=lon]").focus()
    window.keyboard.press("Enter")
    expect(window.locator("html")).to_have_class("text-large")
    assert window.url == house.of("article")
