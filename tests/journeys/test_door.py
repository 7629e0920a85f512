"""Through the door in a browser: a passkey, a session that sleeps, one that ends."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from playwright.sync_api import ConsoleMessage, Locator, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from cms.accounts.stay import ENTERED, SEEN
from cms.users.models import User
from tests.accounts.conftest import PASSWORD, keeper
from tests.factories.portals import living_portal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
Keep = Callable[..., Path]
Inspect = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def complaints(page: Page) -> Iterator[list[str]]:
    """What the browser complained about: scripts that a policy stopped, faults."""
    heard: list[str] = []

    def hear(said: ConsoleMessage) -> None:
        if said.type == "error":
            heard.append(said.text)

    page.on("console", hear)
    page.on("pageerror", lambda fault: heard.append(str(fault)))
    yield heard
    # A page that is gone when an answer arrives, and answers that say “not now”.
    noise = ("net::ERR_ABORTED", "status of 401")
    assert not [text for text in heard if not any(part in text for part in noise)]


def enter(page: Page, url: str, user: User) -> None:
    page.goto(url)
    page.fill("input[name=login]", user.username)
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


@pytest.mark.usefixtures("complaints")
def test_a_passkey_is_set_up_because_the_role_demands_it_and_opens_alone(
    live_server: LiveServer,
    settings: Settings,
    page: Page,
    screenshot: Keep,
    axe_faults: Inspect,
) -> None:
    settings.MFA_REQUIRED_FOR = ["superuser"]
    admin = f"{live_server.url}/admin/"
    chromium = page.context.new_cdp_session(page)
    chromium.send("WebAuthn.enable")
    chromium.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})

    page.goto(admin)
    assert not axe_faults(page)
    screenshot(page, "door-login")
    enter(page, admin, keeper())
    expect(page.get_by_role("heading", level=1)).to_have_text("Xác thực hai bước")
    expect(page.get_by_role("status")).to_contain_text("bắt buộc xác thực hai bước")
    assert not axe_faults(page)
    screenshot(page, "door-enrolment")

    page.goto(f"{admin}bao-mat/hai-lop/webauthn/add/")
    page.get_by_role("checkbox").check()
    page.locator("#mfa_webauthn_add").click()
    expect(page.locator("#recovery_codes")).to_be_visible()
    screenshot(page, "door-recovery-codes")
    page.goto(admin)
    expect(page).to_have_url(admin)

    page.goto(f"{admin}bao-mat/")
    assert not axe_faults(page)
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url(f"{admin}login/**")
    page.locator("#passkey_login").click()
    page.wait_for_url(admin)


def set_back(mark: str, **ago: float) -> None:
    """Set a mark of the only session back by so much time."""
    store = SessionStore(Session.objects.get().session_key)
    store[mark] -= timedelta(**ago).total_seconds()
    store.save()


def title_field(page: Page) -> Locator:
    return page.locator("#id_title")


def cover_of(page: Page) -> Locator:
    return page.get_by_role("dialog")


def wake(page: Page) -> None:
    """Prove in the cover who one is, at the second attempt."""
    cover = cover_of(page)
    for typed in ("sai", PASSWORD):
        cover.get_by_label("Mật khẩu").fill(typed)
        cover.get_by_role("button", name="Tiếp tục").click()
        if typed != PASSWORD:
            expect(cover.get_by_role("alert")).to_have_text("Mật khẩu không đúng.")
    expect(cover).to_have_count(0)


def log_in_beside(page: Page, admin: str, user: User) -> None:
    """Log in again in another tab, then come back to this one."""
    other = page.context.new_page()
    enter(other, f"{admin}login/", user)
    other.wait_for_url(admin)
    other.close()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(cover_of(page)).to_have_count(0)


def test_work_survives_a_session_that_sleeps_and_one_that_ends(
    live_server: LiveServer, page: Page, screenshot: Keep
) -> None:
    user, admin = keeper(), f"{live_server.url}/admin/"
    section = living_portal(sections=("Văn hóa",)).section
    page.clock.install()
    enter(page, f"{admin}pages/{section.pk}/edit/", user)
    page.wait_for_url(f"{admin}pages/{section.pk}/edit/")
    title_field(page).fill("Văn hóa xưa và nay")

    set_back(SEEN, minutes=6)
    page.clock.fast_forward("06:00")
    expect(cover_of(page)).to_contain_text("Phiên làm việc bị khóa")
    screenshot(page, "door-asleep", full_page=False)
    wake(page)
    expect(title_field(page)).to_have_value("Văn hóa xưa và nay")

    set_back(ENTERED, hours=12)
    page.clock.fast_forward("06:00")
    expect(cover_of(page)).to_contain_text("Phiên làm việc đã kết thúc")
    log_in_beside(page, admin, user)
    title_field(page).fill("Văn hóa xưa, nay và mai")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Lưu bản nháp").first.click()
    expect(page.locator(".messages .success")).to_be_visible()
    section.refresh_from_db()
    assert section.get_latest_revision_as_object().title == "Văn hóa xưa, nay và mai"
