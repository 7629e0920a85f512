"""A flood at night: sent from a phone, read, approved by another person, and gone."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from cms.accounts.services import set_own_password
from cms.alerts.models import Alert
from sites.services import follow_port
from tests.accounts.conftest import PASSWORD
from tests.alerts.conftest import WORDS_EN, WORDS_VI, Clock, Province
from tests.journeys.test_door import enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE: ViewportSize = {"width": 390, "height": 844}
Keep = Callable[..., Path]
Inspect = Callable[..., list[dict[str, Any]]]


@dataclass(frozen=True)
class Night:
    """A phone in the hand, and the house it reaches."""

    page: Page
    admin: str
    reader: str
    province: Province
    keep: Keep
    faults: Inspect

    def looks_right(self, name: str, **kept: Any) -> None:
        assert not self.faults(self.page)
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= PHONE["width"]
        self.keep(self.page, name, **kept)

    @property
    def card(self) -> Locator:
        return self.page.get_by_role("region", name="Cảnh báo", exact=True)


@pytest.fixture
def night(
    live_server: LiveServer,
    page: Page,
    province: Province,
    screenshot: Keep,
    axe_faults: Inspect,
) -> Night:
    port = urlsplit(live_server.url).port
    assert port is not None
    follow_port(port=port)
    for person in (province.sender, province.second):
        set_own_password(user=person, password=PASSWORD)
    page.set_viewport_size(PHONE)
    reader = f"http://{province.near.host}:{port}"
    admin = f"{live_server.url}/admin/"
    return Night(page, admin, reader, province, screenshot, axe_faults)


def send(night: Night) -> None:
    page = night.page
    enter(page, night.admin, night.province.sender)
    night.card.get_by_role("link", name="Gửi cảnh báo").click()  # one
    page.get_by_role("link", name="Cảnh báo lũ").click()  # two
    page.locator("[name=place]").fill("xã Ninh Điền")
    page.get_by_label("Giờ, ngày").fill("2026-11-22T00:00")
    page.get_by_label("Số điện thoại cần gọi").fill("0276 3822 000")
    night.looks_right("alert-send-390")
    page.get_by_role("button", name="Xem lại trước khi gửi").click()  # three
    expect(page.get_by_text(WORDS_VI)).to_be_visible()
    expect(page.get_by_text(night.province.far.host)).to_be_visible()
    night.looks_right("alert-confirm-390")
    page.get_by_role("button", name="Gửi cảnh báo").click()  # four
    expect(page.get_by_text("Chờ duyệt")).to_be_visible()


def read(night: Night) -> None:
    page = night.page
    page.goto(f"{night.reader}/")
    expect(page.get_by_role("alert")).to_contain_text(WORDS_VI)
    night.looks_right("alert-reader-390", full_page=False)
    page.emulate_media(color_scheme="dark")
    page.goto(f"{night.reader}/en/khong-co/")
    expect(page.get_by_role("alert")).to_contain_text(WORDS_EN)
    night.looks_right("alert-not-found-en-dark-390", full_page=False)
    page.emulate_media(color_scheme="light")


def approve(night: Night) -> None:
    page = night.page
    page.context.clear_cookies()
    enter(page, night.admin, night.province.second)
    night.card.get_by_role("link", name="Cảnh báo lũ").click()
    page.get_by_role("button", name="Duyệt sau khi đăng").click()
    expect(page.get_by_text("Đã duyệt", exact=True)).to_be_visible()
    night.looks_right("alert-approved-390")


def test_all_severities_on_paper_and_in_the_colours_of_the_device(
    night: Night,
) -> None:
    page, flood = night.page, night.province.flood
    for severity in ("info", "warning", "danger"):
        flood.severity, flood.title_vi = severity, f"Cảnh báo {severity}"
        night.province.sent()
    page.goto(f"{night.reader}/")
    expect(page.locator(".alert")).to_have_count(3)
    night.looks_right("alert-severities-390", full_page=False)
    page.emulate_media(forced_colors="active")
    night.keep(page, "alert-forced-colours-390", full_page=False)
    assert look_of(page) == [("3px", "solid")] * 3
    page.emulate_media(forced_colors="none", media="print")
    night.keep(page, "alert-print-390", full_page=False)
    assert look_of(page) == [("2px", "solid")] * 3
    inks = "getComputedStyle(e).backgroundColor + getComputedStyle(e).color"
    told = page.locator(".alert").evaluate_all(f"all => all.map(e => {inks})")
    assert told == ["rgb(255, 255, 255)rgb(0, 0, 0)"] * 3


def look_of(page: Page) -> list[tuple[str, str]]:
    """Return width and kind of the line around each warning."""
    border = "[getComputedStyle(e).borderTopWidth, getComputedStyle(e).borderTopStyle]"
    found = page.locator(".alert").evaluate_all(f"all => all.map(e => {border})")
    return [(width, kind) for width, kind in found]


def test_a_flood_at_night(night: Night, clock: Clock) -> None:
    send(night)
    read(night)
    approve(night)
    assert Alert.objects.get().approved_by == night.province.second
    clock.forward(hours=8)
    night.page.goto(f"{night.reader}/")
    expect(night.page.get_by_role("alert")).to_have_count(0)
