"""The desk by axe: light and dark, on a laptop and on a phone; lists that fold."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from cms.health.models import Check
from cms.health.states import Kind, State
from sites.models import Branding, Capability
from sites.services import grant_role
from tests.factories.news import NewsPageFactory
from tests.factories.people import person_of
from tests.factories.portals import Living, living_portal
from tests.workplace.conftest import Enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Faults = Callable[..., list[dict[str, Any]]]
NARROW: ViewportSize = {"width": 390, "height": 800}


@pytest.fixture
def desk(
    live_server: LiveServer, browser: Browser, enter: Enter, living: Living
) -> Page:
    """Return the tab of somebody who writes for two units."""
    editor = person_of(living.unit, Capability.PUBLISHER)
    grant_role(user=editor, unit=living_portal().unit, capability=Capability.EDITOR)
    NewsPageFactory.create(parent=living.section).save_revision(user=editor)
    origin = f"http://localhost:{urlsplit(live_server.url).port}"
    context = browser.new_context(base_url=origin, locale="vi-VN")
    return enter(context, editor, origin)


def told(faults: list[dict[str, Any]]) -> list[str]:
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in faults]


def test_no_fault_in_either_scheme_on_either_screen(
    desk: Page, axe_faults: Faults, living: Living, screenshot: Callable[..., Any]
) -> None:
    item = living.section.get_children().first()
    link = Check.objects.create(
        portal=living.portal, kind=Kind.LINK, address="https://a.vn/", state=State.DEAD
    )
    found = {}
    for name, path in {
        "home": "",
        "explorer": f"pages/{living.section.pk}/",
        "editor": f"pages/{item.pk}/edit/",
        "records": "records/",
        "health": "health/",
        "one link": f"health/inspect/{link.pk}/",
        "switcher": "workplace/",
    }.items():
        desk.set_viewport_size({"width": 1280, "height": 800})
        desk.emulate_media(color_scheme="light")
        desk.goto(f"/admin/{path}")
        expect(desk.locator(".sidebar-footer")).to_be_visible()
        desk.wait_for_load_state("load")
        found[name] = told(axe_faults(desk))
        screenshot(desk, f"desk-{name}", full_page=False)
        desk.emulate_media(color_scheme="dark")
        desk.wait_for_timeout(400)  # colours fade into each other
        found[f"{name}, dark"] = told(axe_faults(desk, only_colours=True))
        desk.set_viewport_size(NARROW)
        found[f"{name}, narrow"] = told(axe_faults(desk))
        width = desk.evaluate("document.documentElement.scrollWidth")
        assert width <= NARROW["width"], name
        screenshot(desk, f"desk-{name}-390", full_page=False)
    desk.context.close()
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_a_list_folds_and_stays_a_table(desk: Page) -> None:
    desk.set_viewport_size(NARROW)
    desk.goto("/admin/records/")
    table = desk.get_by_role("table")
    row = table.get_by_role("row").last
    cell = row.get_by_role("cell").last
    assert cell.evaluate("cell => getComputedStyle(cell).display") == "block"
    label = cell.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert label == '"Trạng thái"'
    expect(table.get_by_role("columnheader")).to_have_count(
        row.get_by_role("cell").count()
    )
    desk.set_viewport_size({"width": 1280, "height": 800})
    assert cell.evaluate("cell => getComputedStyle(cell).display") == "table-cell"
    desk.context.close()


def test_the_overview_has_no_fault_in_either_scheme_on_either_screen(
    browser: Browser,
    live_server: LiveServer,
    enter: Enter,
    living: Living,
    axe_faults: Faults,
) -> None:
    Branding.objects.update(phone="")
    person = person_of(living.unit, Capability.STANDING_OFFICE)
    origin = f"http://localhost:{urlsplit(live_server.url).port}"
    page = enter(browser.new_context(base_url=origin, locale="vi-VN"), person, origin)
    for width, scheme in ((1280, "light"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto("/admin/toan-canh/")
        expect(page.locator("tbody tr.is-urgent")).to_be_visible()
        assert told(axe_faults(page)) == []
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide == width
    fold = page.locator("td[data-label='Thông tin chủ quản']")
    expect(fold).to_contain_text("thiếu điện thoại")
