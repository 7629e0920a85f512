"""From a phone: a dead mailbox is mended, and a night gets somebody on duty."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from cms.accounts.services import set_own_password
from cms.deadlines.models import DutyShift
from cms.notifications.models import DeadMailbox
from cms.notifications.services import note_refused
from sites.models import Capability
from tests.accounts.conftest import PASSWORD
from tests.factories.people import person_of
from tests.factories.portals import living_portal
from tests.journeys.test_door import enter
from tests.notifications.conftest import NOON

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE: ViewportSize = {"width": 390, "height": 844}
Keep = Callable[..., Path]
Inspect = Callable[..., list[dict[str, Any]]]


@dataclass(frozen=True)
class Walk:
    """A phone in the hand of whoever administers a unit."""

    page: Page
    house: str
    keep: Keep
    faults: Inspect

    def looks_right(self, name: str) -> None:
        assert not self.faults(self.page)
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= PHONE["width"]
        self.keep(self.page, name)


@pytest.fixture
def walk(
    live_server: LiveServer, page: Page, screenshot: Keep, axe_faults: Inspect
) -> Walk:
    page.set_viewport_size(PHONE)
    return Walk(page, f"{live_server.url}/admin", screenshot, axe_faults)


def mend(walk: Walk, address: str) -> None:
    dead = walk.page.get_by_role("region", name="Hộp thư không nhận được thư")
    expect(dead).to_contain_text("550 5.1.1 no such user")
    walk.looks_right("notifications-unit-390")
    dead.get_by_role("button", name=f"Thử lại {address}").click()
    expect(walk.page.get_by_text("Thư sẽ được gửi lại")).to_be_visible()


def fill_the_night(walk: Walk) -> None:
    page = walk.page
    page.get_by_label("Người trực").select_option(label="Trần Văn An")
    page.locator("[name=begins]").fill("01/12/2026 17:00")
    page.locator("[name=ends]").fill("02/12/2026 07:00")
    # The calendar of the field lies over the button until it has faded away.
    page.get_by_role("button", name="Thêm ca trực").evaluate("button => button.click()")
    expect(page.get_by_text("17:00 01/12 – 07:00 02/12").first).to_be_visible()
    page.wait_for_timeout(400)  # the message fades in
    walk.looks_right("duty-roster-390")


def choose(walk: Walk) -> None:
    page = walk.page
    page.get_by_label("Sắp đến hạn").select_option(label="Gộp mỗi ngày một thư")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_text("Đã lưu.")).to_be_visible()
    expect(page.get_by_label("Sắp đến hạn")).to_have_value("digest")
    page.wait_for_timeout(400)
    walk.looks_right("notifications-own-390")


def test_a_mailbox_is_mended_and_a_night_is_filled(walk: Walk) -> None:
    unit = living_portal().unit
    admin = person_of(unit, Capability.UNIT_ADMIN, full_name="Ngô Thị Lan")
    editor = person_of(unit, Capability.EDITOR, full_name="Trần Văn An")
    set_own_password(user=admin, password=PASSWORD)
    note_refused(address=editor.email, words="550 5.1.1 no such user", now=NOON)
    enter(walk.page, f"{walk.house}/thong-bao/", admin)
    mend(walk, editor.email)
    assert not DeadMailbox.objects.exists()
    walk.page.goto(f"{walk.house}/thoi-han/{unit.pk}/truc/")
    fill_the_night(walk)
    assert DutyShift.objects.get().person == editor
    walk.page.goto(f"{walk.house}/thong-bao/cua-toi/")
    choose(walk)
