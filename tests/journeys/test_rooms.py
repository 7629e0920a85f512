"""The rooms beside the desk, walked by those who work there, on two screens, by day and night.

Every screen fits, is free of faults that axe finds, and does what its button says.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from cms.moderation.models import Advice, Bundle, Case, Consultation
from cms.moderation.services import submit_item
from cms.routes.models import Subject
from cms.users.models import User
from sites.models import Capability
from tests.factories.moderation import TWO_STEPS, Board, board, released_item, route_of
from tests.factories.people import person_of
from tests.journeys.halls import take_seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Keep = Callable[..., Path]
Inspect = Callable[..., list[dict[str, Any]]]
PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
FADING = 400  # nothing changes at once: colours, messages, the menu at the side
TOLD = ".messages .success"


@dataclass
class Walk:
    page: Page
    origin: str
    desk: Board
    axe: Inspect
    keep: Keep

    def sit(self, user: User) -> None:
        port = urlsplit(self.origin).port
        assert port is not None
        take_seat(self.page, port, user)

    def go(self, path: str) -> None:
        answer = self.page.goto(f"{self.origin}/{path}")
        assert answer is not None
        assert answer.status == 200

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def look(self, name: str) -> None:
        """See the screen on a phone and at a desk, by day and by night."""
        self.page.set_viewport_size(PHONE)
        self.page.wait_for_timeout(FADING)
        assert self.page.evaluate("document.documentElement.scrollWidth") <= 390
        self.keep(self.page, f"{name}-390")
        self.page.set_viewport_size(DESKTOP)
        self.page.wait_for_timeout(FADING)
        assert self.axe(self.page) == []
        self.page.emulate_media(color_scheme="dark")
        self.page.wait_for_timeout(FADING)
        assert self.axe(self.page, only_colours=True) == []
        self.keep(self.page, f"{name}-dark-1280", full_page=False)
        self.page.emulate_media(color_scheme="light")


@pytest.fixture
def walk(
    live_server: LiveServer, page: Page, axe_faults: Inspect, screenshot: Keep
) -> Walk:
    port = urlsplit(live_server.url).port
    return Walk(page, f"http://localhost:{port}", board(), axe_faults, screenshot)


def test_routes_are_read_drawn_up_and_put_in_force(walk: Walk) -> None:
    at, page = walk, walk.page
    at.sit(person_of(at.desk.living.unit, Capability.UNIT_ADMIN))
    at.go("admin/routes/")
    at.look("rooms-routes")
    page.get_by_role("link", name="Tin, bài", exact=True).click()
    at.look("rooms-route")
    at.press("Soạn phiên bản mới")
    page.get_by_label("Tên bước").first.fill("Đọc soát")
    at.press("Lưu bản thảo")
    expect(page.locator("ins").first).to_contain_text("Đọc soát")
    at.look("rooms-route-draft")
    at.press("Cho có hiệu lực")
    expect(page.locator(".d-order b").first).to_have_text("Đọc soát")


def test_an_outside_reviewer_reads_comments_and_is_shut_out(walk: Walk) -> None:
    at, page = walk, walk.page
    case = submit_item(page=at.desk.draft(), actor=at.desk.writer)
    at.sit(at.desk.editor)
    at.go(f"admin/y-kien/{case.pk}/")
    page.fill("[name=name]", "Trần Thị Sen")
    at.press("Tạo liên kết")
    link = page.locator("input.d-link").input_value()
    at.look("rooms-outside")

    page.context.clear_cookies()  # a guest has no account
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Xin ý kiến trước khi đăng"
    )
    at.look("rooms-guest")
    page.fill("textarea", "Đề nghị ghi rõ nguồn.")
    at.press("Gửi ý kiến")
    expect(page.get_by_role("status")).to_contain_text("đã")
    assert Advice.objects.get().text == "Đề nghị ghi rõ nguồn."

    at.sit(at.desk.editor)
    at.go(f"admin/y-kien/{case.pk}/")
    expect(page.locator("blockquote")).to_have_text("Đề nghị ghi rõ nguồn.")
    at.press("Thu hồi liên kết")
    assert Consultation.objects.get().revoked_at is not None
    answer = page.goto(link)
    assert answer is not None
    assert answer.status == 410
    at.look("rooms-guest-closed")


def test_items_are_bound_together_and_one_is_withdrawn(walk: Walk) -> None:
    at, page, desk = walk, walk.page, walk.desk
    titles = ("Hội làng mở cửa", "Bản đồ hội làng")
    cases = [
        submit_item(page=desk.draft(title=one), actor=desk.writer) for one in titles
    ]
    at.sit(desk.editor)
    at.go("admin/gom-dang/")
    page.get_by_label("Tên chùm tin").fill("Ngày hội")
    for title in titles:
        page.get_by_label(title).check()
    at.press("Lập chùm tin")
    expect(page.get_by_role("heading", name="Ngày hội")).to_be_visible()
    at.look("rooms-bundles")

    at.sit(desk.writer)
    at.go(f"admin/duyet/{cases[0].pk}/")
    page.get_by_text("Rút về…").click()
    page.fill("#withdraw-remark", "Hoãn sang tuần sau")
    at.look("rooms-withdraw")
    at.press("Rút về")
    expect(page.locator(TOLD)).to_contain_text("Đã rút về")
    cases[0].refresh_from_db()
    assert cases[0].state == "withdrawn"
    assert Bundle.objects.get().released_at is None


def test_past_the_route_then_approved_after_the_fact(walk: Walk) -> None:
    at, page, desk = walk, walk.page, walk.desk
    item = desk.draft()
    at.sit(person_of(desk.living.unit, Capability.HEAD_OF_UNIT))
    at.go(f"admin/duyet/khan/{item.pk}/")
    at.look("rooms-emergency")
    page.fill("#reason", "Bão số 9 đổ bộ trong đêm")
    at.press("Đăng ngay")
    expect(page.get_by_text("Bão số 9 đổ bộ trong đêm").first).to_be_visible()
    at.look("rooms-emergency-out")
    case = Case.objects.get()
    assert (case.state, case.confirmed_by) == ("released", None)

    at.sit(desk.publisher)
    at.go("admin/")
    expect(page.get_by_role("heading", name="Duyệt sau khi đăng")).to_be_visible()
    at.go(f"admin/duyet/{case.pk}/")
    at.look("rooms-emergency-confirm")
    page.get_by_role("button", name="Duyệt sau khi đăng").click()
    case.refresh_from_db()
    assert case.confirmed_by == desk.publisher


def test_a_slip_of_the_pen_goes_the_short_way(walk: Walk) -> None:
    at, page, desk = walk, walk.page, walk.desk
    short = {"name": "Sửa nhanh", "subject": Subject.MEND}
    route_of(desk.living.portal, TWO_STEPS[1], **short)
    item = released_item(desk)
    item.title = item.title.replace("mở cửa", "mở cưả")
    item.save_revision(user=desk.writer)
    at.sit(desk.writer)
    at.go(f"admin/sua-nhanh/{item.pk}/")
    expect(page.locator(".d-changes ins, .d-changes .addition").first).to_be_visible()
    at.look("rooms-mend")
    at.press("Trình sửa nhanh")
    expect(page.locator(TOLD).first).to_contain_text("người thứ hai")
    assert Case.objects.get(subject=Subject.MEND).state == "running"
