"""Deciding in a browser: on a phone with a passkey, at a desk with second thoughts."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from cms.accounts.services import set_own_password
from cms.moderation.models import Case, CaseState
from cms.moderation.services import decide, submit_item
from cms.users.models import User
from tests.accounts.conftest import PASSWORD
from tests.factories.moderation import EDITED, board
from tests.journeys.test_door import KEY, enter
from tests.plugins.kept import kept

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
Keep = Callable[..., Path]
Inspect = Callable[..., list[dict[str, Any]]]


@pytest.fixture
@kept
def waiting() -> Case:
    """An urgent item that has come to its last step."""
    desk = board()
    case = submit_item(page=desk.draft(), actor=desk.writer, priority="urgent")
    decide(case=case, actor=desk.editor, word=EDITED)
    set_own_password(user=desk.publisher, password=PASSWORD)
    return case


@pytest.fixture
def demanding(settings: Settings) -> None:
    settings.MFA_REQUIRED_FOR = ["publisher"]


def publisher_of(case: Case) -> User:
    """Return whom the case waits for."""
    return User.objects.get(notices__case=case, notices__kind="awaited")


def come_by_passkey(page: Page, admin: str, person: User) -> None:
    """Make a passkey, leave, and come back with nothing else."""
    chromium = page.context.new_cdp_session(page)
    chromium.send("WebAuthn.enable")
    chromium.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    enter(page, admin, person)
    page.goto(f"{admin}bao-mat/hai-lop/webauthn/add/")
    page.get_by_role("checkbox").check()
    page.locator("#mfa_webauthn_add").click()
    expect(page.locator("#recovery_codes")).to_be_visible()
    page.goto(f"{admin}bao-mat/")
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url(f"{admin}login/**")
    page.locator("#passkey_login").click()
    page.wait_for_url(admin)


def tick(page: Page) -> None:
    page.locator("#check-content").get_by_label("Đạt", exact=True).check()
    page.locator("#secrecy").get_by_role("checkbox").check()


@pytest.mark.usefixtures("demanding")
def test_from_a_notice_to_a_decision_in_three_clicks_on_a_phone(
    live_server: LiveServer,
    page: Page,
    waiting: Case,
    screenshot: Keep,
    axe_faults: Inspect,
) -> None:
    page.set_viewport_size(PHONE)
    come_by_passkey(page, f"{live_server.url}/admin/", publisher_of(waiting))
    assert not axe_faults(page)
    screenshot(page, "desk-work-390")

    notices = page.get_by_role("region", name="Thông báo")
    notices.get_by_role("link", name="Hội làng Đại Mỗ mở cửa").click()  # one
    expect(page.locator("#decide")).to_be_visible()
    assert not axe_faults(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    tick(page)
    page.locator("#decide").get_by_role("button", name="Duyệt", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Duyệt và cho đăng?")
    screenshot(page, "desk-confirm-390", full_page=False)
    dialog.get_by_role("button", name="Duyệt", exact=True).click()  # three
    expect(page.locator(".d-recall")).to_contain_text(re.compile(r"còn \d+ giây"))
    page.wait_for_timeout(400)  # the message fades in
    assert not axe_faults(page, only_colours=True)
    waiting.refresh_from_db()
    assert waiting.state == CaseState.APPROVED


def test_early_at_a_desk_then_approved_then_recalled(
    live_server: LiveServer,
    page: Page,
    waiting: Case,
    screenshot: Keep,
    axe_faults: Inspect,
) -> None:
    admin = f"{live_server.url}/admin/"
    page.set_viewport_size(DESKTOP)
    enter(page, f"{admin}duyet/", publisher_of(waiting))
    expect(page.locator(".d-cases")).to_be_visible()
    page.wait_for_load_state("load")
    assert not axe_faults(page)
    page.get_by_role("link", name="Xem và duyệt").click()
    frame = page.frame_locator("iframe.d-frame")
    expect(frame.get_by_role("heading", level=1)).to_have_text("Hội làng Đại Mỗ mở cửa")
    approve = page.locator("#decide").get_by_role("button", name="Duyệt", exact=True)
    approve.click()
    missing = page.locator("#missing")
    expect(missing).to_be_focused()
    expect(missing.get_by_role("link")).to_have_count(2)
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(400)  # colours fade into each other
    assert not axe_faults(page)
    screenshot(page, "desk-missing-1280", full_page=False)

    tick(page)
    approve.click()
    page.get_by_role("dialog").get_by_role("button", name="Duyệt", exact=True).click()
    page.get_by_role("button", name="Rút lại").click()
    expect(page.locator(".messages .success")).to_contain_text("Đã rút lại")
    waiting.refresh_from_db()
    assert (waiting.state, waiting.position) == (CaseState.RUNNING, 2)

    page.get_by_role("tab", name="Khác bản trước (0)").click()
    expect(page.locator("#changed")).to_be_visible()
    expect(page.locator("#as-read")).to_be_hidden()
