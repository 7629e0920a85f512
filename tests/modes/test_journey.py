"""Tết and mourning in a browser: drawn up, approved, read, in all the lights there are."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from PIL import Image as Picture, ImageChops
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from cms.accounts.services import set_own_password
from cms.modes.choices import ModeKind
from cms.modes.models import Mode
from cms.modes.services import approve_mode
from sites.services import follow_port
from tests.accounts.conftest import PASSWORD
from tests.factories.media import ImageFactory
from tests.factories.news import NewsPageFactory
from tests.journeys.test_door import enter
from tests.modes.conftest import NOW, Clock, Province

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Keep = Callable[..., Path]
Inspect = Callable[..., list[dict[str, Any]]]
Light = Literal["light", "dark"]
LIGHTS: tuple[Light, ...] = ("light", "dark")
ROUNDING = 2  # of 255: what a filter's arithmetic may leave


@dataclass(frozen=True)
class Days:
    page: Page
    admin: str
    reader: str
    province: Province
    keep: Keep
    faults: Inspect

    def lights(self, *widths: int) -> Iterator[str]:
        """Go through widths and colours; nothing stands out of the page in any."""
        for width in widths:
            self.page.set_viewport_size({"width": width, "height": 900})
            for light in LIGHTS:
                self.page.emulate_media(color_scheme=light)
                yield f"{light}-{width}"
                wide = self.page.evaluate("document.documentElement.scrollWidth")
                assert wide <= width
                assert not self.faults(self.page)


@pytest.fixture
def days(
    live_server: LiveServer,
    page: Page,
    province: Province,
    screenshot: Keep,
    axe_faults: Inspect,
) -> Days:
    port = urlsplit(live_server.url).port
    assert port is not None
    follow_port(port=port)
    for person in (province.first, province.second):
        set_own_password(user=person, password=PASSWORD)
    picture = ImageFactory.create()
    for title in ("Ngày hội đọc sách", "Trao thẻ bạn đọc"):
        NewsPageFactory.create(
            parent=province.near.section, title=title, listing_image=picture
        )
    reader = f"http://{province.near.host}:{port}"
    admin = f"{live_server.url}/admin/"
    return Days(page, admin, reader, province, screenshot, axe_faults)


def test_tet(days: Days, clock: Clock) -> None:
    page = days.page
    page.set_viewport_size({"width": 390, "height": 844})
    enter(page, days.admin, days.province.first)
    page.goto(f"{days.admin}che-do/moi/")
    page.get_by_label("Tết", exact=True).check()
    page.get_by_label("Tên", exact=False).first.fill("Tết Đinh Mùi")
    page.locator("[name=grounds]").fill("Kế hoạch 215/KH-UBND")
    page.locator("[name=unit]").select_option(str(days.province.unit.pk))
    page.locator("[name=begins_at]").fill("2027-01-28T00:00")
    page.locator("[name=ends_at]").fill("2027-02-15T00:00")
    page.locator("[name=title_vi]").fill("Chúc mừng năm mới")
    page.locator("[name=title_en]").fill("Happy Lunar New Year")
    page.get_by_role("button", name="Xem trước băng").click()
    expect(page.get_by_text("Xuân Đinh Mùi 2027")).to_be_visible()
    assert not days.faults(page)
    days.keep(page, "tet-form-390")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Chờ người khác duyệt")).to_be_visible()
    approve_mode(mode=Mode.objects.get(), actor=days.province.second)
    days.keep(page, "tet-report-390")

    clock.to(NOW.replace(year=2027, month=1, day=30))
    page.context.clear_cookies()
    page.goto(f"{days.reader}/")
    expect(page.get_by_text("Chúc mừng năm mới")).to_be_visible()
    for name in days.lights(390, 1280):
        days.keep(page, f"tet-reader-{name}", full_page=False)
    page.goto(f"{days.reader}/en/")
    expect(page.get_by_text("Year of the Goat 2027")).to_be_visible()


def test_mourning_is_grey_and_can_be_read(days: Days) -> None:
    page = days.page
    days.province.agreed(ModeKind.MOURNING, ends_at=NOW + timedelta(days=2))
    page.goto(f"{days.reader}/{days.province.near.section.slug}/")
    expect(page.get_by_text("Cả nước để Quốc tang")).to_be_visible()
    expect(page.locator("main img").first).to_be_visible()
    for name in days.lights(390, 1280):
        days.keep(page, f"mourning-reader-{name}", full_page=False)
        assert colour_in(page.screenshot()) <= ROUNDING
    page.emulate_media(forced_colors="active", color_scheme="light")
    assert filter_of(page) == "none"
    page.emulate_media(forced_colors="none", media="print")
    assert filter_of(page) == "none"


def filter_of(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.querySelector('main')).filter"))


def colour_in(shot: bytes) -> int:
    """Return the largest distance between two channels of any pixel."""
    channels = Picture.open(BytesIO(shot)).convert("RGB").split()
    pairs = zip(channels, (*channels[1:], channels[0]), strict=True)
    found = [ImageChops.difference(one, other).getextrema() for one, other in pairs]
    return max(int(high) for _low, high in found)  # type: ignore[arg-type]
