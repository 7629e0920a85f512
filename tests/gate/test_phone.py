"""A phone of 360 × 640: the headline at once, the whole front page in eight screens."""

import pytest
from playwright.sync_api import Page, expect

from tests.gate.conftest import House

pytestmark = pytest.mark.browser

WIDTH, HEIGHT = 360, 640
SCREENS = 8


@pytest.fixture
def phone(window: Page) -> Page:
    window.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    return window


def go(phone: Page, address: str) -> None:
    phone.goto(address)
    phone.evaluate("document.fonts.ready")


@pytest.mark.parametrize("name", ["home", "frozen"])
def test_the_headline_is_on_the_first_screen(
    house: House, phone: Page, name: str
) -> None:
    go(phone, house.of(name))
    box = phone.locator(".story.lead .headline").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= HEIGHT


def test_the_front_page_is_eight_screens_long_at_most(
    house: House, phone: Page
) -> None:
    go(phone, house.of("home"))
    assert phone.locator(".band").count() == 1
    assert phone.locator(".several").count() >= 3  # a page worth folding
    height = phone.evaluate("document.documentElement.scrollHeight")
    assert height <= SCREENS * HEIGHT


def test_what_a_phone_does_not_show_is_one_tap_away(house: House, phone: Page) -> None:
    """Every section that hides an item names its page above it."""
    go(phone, house.of("home"))
    hidden = phone.evaluate(
        """() => [...document.querySelectorAll("main .several > .story")]
            .filter((story) => story.offsetParent === null)
            .map((story) => Boolean(story.closest("section").querySelector(".more")))"""
    )
    assert hidden
    assert all(hidden)


def test_the_menu_of_a_phone_holds_sections_services_and_contact(
    house: House, phone: Page
) -> None:
    go(phone, house.of("home"))
    phone.click(".nav-open")
    sheet = phone.locator("#chuyen-muc")
    expect(sheet.locator(".nav a").first).to_be_visible()
    expect(sheet.locator(".services nav a").first).to_be_visible()
    expect(sheet.locator('a[href^="tel:"]')).to_be_visible()
    expect(sheet.locator('a[href^="mailto:"]')).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") == WIDTH


def test_the_search_says_in_full_what_it_searches(house: House, phone: Page) -> None:
    """Down to 320 px; where letters are larger than their place, the cut is told."""
    phone.set_viewport_size({"width": 320, "height": HEIGHT})
    go(phone, house.of("home"))
    room, words, cut = phone.locator(".util .search input").evaluate(
        """(input) => {
            const box = getComputedStyle(input);
            const brush = document.createElement("canvas").getContext("2d");
            const letters = getComputedStyle(input, "::placeholder");
            brush.font = `${letters.fontSize} ${letters.fontFamily}`;
            const sides = parseFloat(box.paddingLeft) + parseFloat(box.paddingRight);
            const words = brush.measureText(input.placeholder).width;
            return [input.clientWidth - sides, words, box.textOverflow];
        }"""
    )
    assert 0 < words <= room
    assert cut == "ellipsis"


def test_questions_unfold_without_a_script(house: House, phone: Page) -> None:
    go(phone, house.of("home"))
    first = phone.locator(".answers details").first
    expect(first.locator(".text")).not_to_be_visible()
    first.locator("summary").click()
    expect(first.locator(".text")).to_be_visible()
