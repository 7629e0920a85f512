"""A Chromium for journeys, screenshots kept as artefacts, and axe.

Playwright keeps an event loop on this thread, which makes Django refuse every query of
the test itself; the journeys are synchronous, so the refusal is lifted.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from django.db import connections
from playwright.sync_api import Browser, Page, sync_playwright

from tests.plugins.environment import chromium

SCREENSHOTS = Path(__file__).parents[2] / ".artefacts" / "screenshots"
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The rules that see colours: in another scheme everything else is as it was.
AXE_COLOURS = ["color-contrast", "link-in-text-block"]
# Wagtail lets its messages fade in once a page is ready, which is later than loaded.
READY = """!document.querySelector("body[data-controller~='w-init']:not(.ready)")"""
# Waits for what moves to its end; what turns for ever (a wheel) has none.
SETTLED = """async () => {
    await new Promise(requestAnimationFrame);
    const ending = document.getAnimations().filter(
        one => one.effect.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(one => one.finished));
}"""
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Yield a Chromium; no longer than a module, whose neighbours may run a loop.

    Django keeps other connections while a loop is running: the one from before could
    not be closed when the database is renewed, and would be found cut off afterwards.
    """
    connections.close_all()
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        launched = playwright.chromium.launch(
            executable_path=chromium(), headless=True, args=ARGUMENTS
        )
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Yield a page of a fresh profile, in Vietnamese, as wide as a small laptop."""
    context = browser.new_context(
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        viewport={"width": 1280, "height": 800},
    )
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def screenshot() -> Callable[..., Path]:
    """Return a function that keeps a picture of a page as an artefact."""

    def keep(page: Page, name: str, *, full_page: bool = True) -> Path:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        file = SCREENSHOTS / f"{name}.png"
        page.screenshot(path=file, full_page=full_page)
        return file

    return keep


@pytest.fixture(scope="session")
def axe_faults() -> Callable[..., list[dict[str, Any]]]:
    """Return a function that lists the accessibility faults axe finds on a page.

    The script is evaluated, not added as a tag: that also works under a strict CSP.
    """
    script = AXE.read_text(encoding="utf-8") + ";void 0"

    def inspect(page: Page, *, only_colours: bool = False) -> list[dict[str, Any]]:
        page.wait_for_function(READY)
        page.evaluate(SETTLED)  # words that fade in have hardly any contrast yet
        page.evaluate(script)
        tags = {"type": "tag", "values": AXE_TAGS}
        rules = {"type": "rule", "values": AXE_COLOURS}
        options = {"runOnly": rules if only_colours else tags}
        found: list[dict[str, Any]] = page.evaluate(
            "options => axe.run(document, options).then(r => r.violations)", options
        )
        return found

    return inspect
