"""The calendar under the keyboard, by drag, on a phone and in the dark."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from cms.accounts.services import set_own_password
from cms.planning.models import Assignment
from tests.accounts.conftest import PASSWORD
from tests.agenda.conftest import approved, at, out, plan
from tests.factories.moderation import Board
from tests.journeys.test_door import enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
Keep = Callable[..., Path]
Inspect = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def filled(desk: Board, days: int) -> Board:
    """A month with everything in it."""
    unit = desk.living.unit
    for number, title in enumerate(("Ra quân", "Tiếp công dân", "Tập huấn"), 2):
        out(unit, at(number, 8, 15), title=title)
    for minute in range(6):
        out(unit, at(16, 8, minute), title=f"Tin tuần {minute}")
    approved(desk, at(20, 7), title="Chúc mừng y tế học đường")
    plan(desk, date(2026, 11, 26), title="Phỏng vấn trạm trưởng")
    plan(desk, date(2026, 11, 18), title="Quá ngày")
    set_own_password(user=desk.publisher, password=PASSWORD)
    return desk


@pytest.fixture
def admin(live_server: LiveServer) -> str:
    return f"{live_server.url}/admin/"


def faults(page: Page, inspect: Inspect) -> list[dict[str, Any]]:
    """Return what axe finds once Wagtail’s scripts have started."""
    page.locator("body.ready").wait_for(state="attached")
    return inspect(page)


def on(page: Page, day: int) -> Locator:
    return page.locator(f"[data-day='2026-11-{day:02}']")


def walk(page: Page) -> None:
    """Go over days with the arrows, into one and out again."""
    page.get_by_role("button", name="Lọc").focus()
    page.keyboard.press("Tab")
    expect(on(page, 19)).to_be_focused()
    for key, day in (
        *(("ArrowLeft", 18), ("ArrowUp", 11), ("End", 15), ("Home", 9)),
        *(("ArrowDown", 16), ("ArrowRight", 17), ("ArrowLeft", 16)),
    ):
        page.keyboard.press(key)
        expect(on(page, day)).to_be_focused()
    page.keyboard.press("Enter")
    expect(on(page, 16).locator("a").first).to_be_focused()
    page.keyboard.press("Tab")
    expect(on(page, 16).locator("a").nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(on(page, 16)).to_be_focused()


def drag(page: Page) -> None:
    entry = on(page, 26).locator("[data-move]")
    entry.drag_to(on(page, 27))
    expect(page.get_by_text("đã chuyển sang 27/11/2026")).to_be_visible()
    expect(on(page, 27)).to_contain_text("Phỏng vấn trạm trưởng")
    assert Assignment.objects.get(title__startswith="Phỏng").due_on == date(
        2026, 11, 27
    )
    on(page, 27).locator("[data-move]").drag_to(on(page, 17))
    expect(page.get_by_text("Ngày này đã qua")).to_be_visible()
    expect(page.locator("main [name=on]")).to_have_value("2026-11-17")
    page.get_by_role("link", name="Về lịch").click()
    expect(on(page, 27)).to_contain_text("Phỏng vấn trạm trưởng")


def test_a_month_at_a_desk(
    filled: Board, admin: str, page: Page, screenshot: Keep, axe_faults: Inspect
) -> None:
    page.set_viewport_size(DESKTOP)
    enter(page, admin, filled.publisher)
    page.get_by_role("link", name="Lịch biên tập").click()
    expect(page.get_by_role("heading", name="Tháng 11/2026")).to_be_visible()
    assert page.get_by_role("grid").count() == 1
    expect(page.get_by_text("+ 2 tin nữa")).to_be_visible()
    assert not faults(page, axe_faults)
    screenshot(page, "agenda-month-1280")
    walk(page)
    drag(page)
    page.get_by_role("link", name="Tuần", exact=True).click()
    expect(page.get_by_role("heading", name="Tuần 47: 16/11")).to_be_visible()
    assert not faults(page, axe_faults)
    screenshot(page, "agenda-week-1280")
    page.get_by_role("link", name="Độ phủ").click()
    assert not faults(page, axe_faults)
    screenshot(page, "agenda-coverage-1280")


def test_a_list_on_a_phone_and_in_the_dark(
    filled: Board, admin: str, page: Page, screenshot: Keep, axe_faults: Inspect
) -> None:
    page.set_viewport_size(PHONE)
    enter(page, admin, filled.publisher)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for path, name in (
            *(("", "month"), ("tuan/", "week"), ("do-phu/", "coverage")),
            ("ngay/2026-11-16/", "day"),
            ("?thang=2027-03&trang-thai=da-trinh", "far"),
        ):
            page.goto(f"{admin}lich/{path}")
            assert not faults(page, axe_faults), (path, scheme)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= PHONE["width"], path
            screenshot(page, f"agenda-{name}-390-{scheme}")
    page.goto(f"{admin}lich/")
    expect(on(page, 16)).to_contain_text("Thứ Hai, 16/11")
    expect(on(page, 17)).to_be_hidden()
    assert not page.get_by_role("grid").count()
    on(page, 20).get_by_role("link", name="Chuyển ngày").click()
    assert not faults(page, axe_faults)
    page.get_by_label("Lúc").fill("09:00")
    page.get_by_role("button", name="Chuyển ngày").click()
    expect(page.get_by_text("đã chuyển sang 09:00 20/11/2026")).to_be_visible()


def test_without_scripts_every_link_is_reached(
    filled: Board, admin: str, browser: Any
) -> None:
    context = browser.new_context(locale="vi-VN", viewport=DESKTOP)
    page = context.new_page()
    enter(page, admin, filled.publisher)
    state = context.storage_state()
    plain = browser.new_context(java_script_enabled=False, storage_state=state)
    bare = plain.new_page()
    bare.goto(f"{admin}lich/")
    assert bare.locator("[data-agenda] [tabindex]").count() == 0
    bare.locator("[data-day='2026-11-26']").get_by_role("link").nth(1).click()
    assert "/chuyen/de-cuong/" in bare.url
    plain.close()
    context.close()
