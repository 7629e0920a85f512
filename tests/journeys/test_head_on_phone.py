"""A head of unit, on a phone and far away: from the letter to an item that has its hour."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from cms.accounts.services import set_own_password
from cms.moderation.models import Case, CaseState
from cms.moderation.services import decide, release_due, submit_item
from cms.routes.models import Check
from cms.routes.specs import PartySpec, StepSpec
from sites.models import Capability
from tests.accounts.conftest import PASSWORD
from tests.factories.moderation import CHECKED, EDITED, Board, board
from tests.factories.people import person_of
from tests.journeys.test_door import enter
from tests.notifications.conftest import deliver

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTH = 390
HEAD = PartySpec(kind="head", checks=(Check.CONTENT,), declares_secrecy=True)
Keep = Callable[..., Path]
Inspect = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def desk(settings: Settings) -> Board:
    settings.MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
    steps = (StepSpec("Biên tập", (CHECKED,)), StepSpec("Người đứng đầu", (HEAD,)))
    return board(*steps)


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """Yield a phone whose own clock is two hours ahead: hours are those of the office."""
    context = browser.new_context(
        locale="vi-VN",
        timezone_id="Asia/Tokyo",
        viewport={"width": WIDTH, "height": 844},
        has_touch=True,
    )
    yield context.new_page()
    context.close()


def awaited(desk: Board) -> tuple[Case, Any]:
    """Let an item come to the head, who is written to."""
    head = person_of(desk.living.unit, Capability.HEAD_OF_UNIT)
    set_own_password(user=head, password=PASSWORD)
    case = submit_item(page=desk.draft(), actor=desk.writer)
    decide(case=case, actor=desk.editor, word=EDITED)
    deliver(now=timezone.now() + timedelta(minutes=2))
    return case, head


def link_to(case: Case, head: Any) -> str:
    """Return where the letter to the head leads; it says what waits."""
    [letter] = [one for one in mail.outbox if one.to == [head.email]]
    assert "Chờ bạn duyệt" in letter.body
    found = re.search(rf"/admin/duyet/{case.pk}/", str(letter.body))
    assert found is not None
    return found.group()


def test_from_a_letter_to_seven_o_clock_tomorrow(
    live_server: LiveServer,
    desk: Board,
    phone: Page,
    screenshot: Keep,
    axe_faults: Inspect,
) -> None:
    case, head = awaited(desk)
    tomorrow = timezone.localdate() + timedelta(days=1)
    seven = timezone.make_aware(datetime.combine(tomorrow, time(7)))

    enter(phone, f"{live_server.url}{link_to(case, head)}", head)
    expect(phone.locator("#decide")).to_be_visible()
    form = phone.locator("form[aria-labelledby=schedule-title]")
    form.get_by_label("Giờ đăng").fill(f"{seven:%d/%m/%Y %H:%M}")
    phone.keyboard.press("Escape")  # the calendar that floats above
    form.get_by_role("button", name="Lên lịch").click()
    expect(phone.locator(".messages .success")).to_contain_text(
        "tin lên Cổng lúc 07:00"
    )
    assert not axe_faults(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= WIDTH
    screenshot(phone, "head-scheduled-390")

    phone.locator("#check-content").get_by_label("Đạt", exact=True).check()
    phone.locator("#secrecy").get_by_role("checkbox").check()
    phone.locator("#decide").get_by_role("button", name="Duyệt", exact=True).click()
    dialog = phone.get_by_role("dialog")
    expect(dialog).to_contain_text(f"07:00:00 ngày {tomorrow:%d/%m/%Y}")
    screenshot(phone, "head-confirm-390", full_page=False)
    dialog.get_by_role("button", name="Duyệt", exact=True).click()
    expect(phone.locator(".d-recall")).to_contain_text("07:00:00")

    case.refresh_from_db()
    assert (case.state, case.release_at) == (CaseState.APPROVED, seven)
    assert release_due(now=seven - timedelta(seconds=1)) == []
    assert release_due(now=seven) == [case]
