"""A standing office opens a portal: on trial, for guests, and then for everybody."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings

from sites.models import Capability, Portal, Unit
from sites.services import grant_role
from tests.factories.people import UserFactory, person_of
from tests.journeys.conftest import PASSWORD, House, log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Keep = Callable[..., Path]
Axe = Callable[..., list[dict[str, Any]]]
Look = Callable[[Page, str], None]
OWNER = {
    "email": "tanhung@tinh.example",
    "phone": "0276000111",
    "owner_vi_address": "Ấp 1, xã Tân Hưng",
    "owner_vi_responsible": "Ông Lê Văn Tám, Chủ tịch",
}
DECISION = {"decision": "12/QĐ-UBND", "signer": "Bà Trần Thị Bình"}


@pytest.fixture
def look(screenshot: Keep, axe_faults: Axe) -> Look:
    """Keep a page as wide as a laptop and as a phone; axe finds nothing on it."""

    def see(page: Page, name: str) -> None:
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.wait_for_timeout(150)
            screenshot(page, f"mo-cong-{name}-{width}")
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, (name, wide)
        faults = {
            fault["id"]: [node["target"] for node in fault["nodes"]]
            for fault in axe_faults(page)
        }
        assert faults == {}, name

    return see


def next_step(page: Page) -> None:
    page.get_by_role("button", name="Lưu và tiếp tục").click()


def write_draft(page: Page, house: House, look: Look) -> None:
    page.goto(house.admin("mo-cong/"))
    page.get_by_role("link", name="Mở cổng mới").first.click()
    page.select_option("#id_above", label="UBND tỉnh Thử")
    page.fill("#id_name", "Ủy ban nhân dân xã Tân Hưng")
    page.select_option("#id_start", "pattern:xa-phuong")
    next_step(page)
    page.fill("#id_short_name", "UBND xã Tân Hưng")
    page.fill("#id_code", "ubnd-xa-tan-hung")
    look(page, "don-vi")
    next_step(page)
    page.fill("#id_label", "tanhung")
    page.fill("#id_hostname", "xatanhung.localhost")
    next_step(page)
    next_step(page)
    next_step(page)
    expect(page.locator(".error-message")).to_have_count(4)  # nothing is lost by that
    look(page, "con-thieu")
    for name, value in OWNER.items():
        page.fill(f"#id_{name}", value)
    next_step(page)
    look(page, "nguoi")
    next_step(page)
    look(page, "kiem-tra")


def invite_guest(page: Page, look: Look) -> str:
    page.fill("#id_guest", "Bà Mai")
    page.locator("#guests").get_by_role("button", name="Mời").last.click()
    look(page, "ho-so")
    return str(page.locator(".o-link").get_attribute("href"))


def open_the_office(settings: Settings, house: House) -> None:
    settings.PORTAL_SCHEME_PORT = house.port
    settings.PORTAL_TRIAL_DOMAIN = "localhost"
    settings.PORTAL_DNS_CHECK = False
    province = Unit.objects.create(
        code="tinh-thu", name="UBND tỉnh Thử", kind="province"
    )
    office = person_of(province, Capability.STANDING_OFFICE, username="tinh.thuongtruc")
    office.set_password(PASSWORD)
    office.save()


def supply_what_is_missing(page: Page, unit: Unit) -> None:
    head = UserFactory.create(full_name="Lê Văn Tám")
    head.set_password(PASSWORD)
    head.save()
    grant_role(user=head, unit=unit, capability=Capability.HEAD_OF_UNIT)
    for name, value in DECISION.items():
        page.fill(f"#id_{name}", value)
    page.fill("#id_decided_on", "20/11/2026")
    page.locator("#official").get_by_role("button", name="Lưu").click()


def test_from_a_pattern_to_everybody(
    house: House, browser: Browser, page: Page, look: Look, settings: Settings
) -> None:
    open_the_office(settings, house)
    log_in(page, house, "tinh.thuongtruc")
    write_draft(page, house, look)
    page.get_by_role("button", name="Mở chạy thử").click()
    expect(page.locator("#points-title")).to_be_visible()
    link = invite_guest(page, look)

    reader = browser.new_page()
    assert getattr(reader.goto(house.portal("tanhung")), "status", 0) == 403
    expect(reader.locator("h1")).to_have_text("Cổng đang chạy thử")
    guest = browser.new_context().new_page()
    guest.goto(link)
    expect(guest.locator("main")).to_contain_text("Chưa có nội dung")

    page.get_by_role("button", name="Mở cổng", exact=True).click()
    expect(page.locator("#points")).to_contain_text("còn 4 việc bắt buộc")
    unit = Unit.objects.get(code="ubnd-xa-tan-hung")
    supply_what_is_missing(page, unit)
    page.get_by_role("button", name="Mở cổng", exact=True).click()
    expect(page.locator("#decision-title")).to_be_visible()
    look(page, "da-mo")
    assert Portal.objects.get(unit=unit).status == "open"
    reader.goto(house.portal("tanhung"))
    assert reader.url == house.portal("xatanhung")
    expect(reader.locator("main")).to_contain_text("Chưa có nội dung")
