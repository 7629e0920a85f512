"""A writer's week, and the Monday meeting on one page of A4."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.template.loader import render_to_string
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from cms.accounts.services import set_own_password
from cms.moderation.models import Case
from cms.moderation.services import release_due
from cms.planning.briefing import ROOM, Brief, Part, Row, allotted
from cms.planning.models import Assignment, Meeting, Orientation
from cms.planning.services import issue_orientation
from cms.planning.weeks import Week
from sites.models import Unit
from sites.services import follow_port
from tests.accounts.conftest import PASSWORD
from tests.factories.moderation import Board, approve_all, board
from tests.factories.planning import assignment_of, days
from tests.journeys.test_door import enter

pytestmark = pytest.mark.browser

Keep = Callable[..., Path]
Inspect = Callable[..., list[dict[str, Any]]]
CMS = Path(__file__).parents[2] / "cms"
SHEETS = (
    CMS / "static" / "cms" / "paper" / "sheet.css",
    CMS / "planning" / "static" / "planning" / "sheet.css",
)
LONG = "Lễ khai mạc không gian văn hóa phi vật thể của mười hai dân tộc anh em tại sân đình cổ"


def written(rows: int) -> str:
    """Return the sheet of a unit with so many rows in each list."""
    unit = Unit(
        name="Sở Văn hóa, Thể thao và Du lịch tỉnh Tây Ninh",
        short_name="Sở VHTTDL",
        regime="state",
        parent=Unit(name="Ủy ban nhân dân tỉnh Tây Ninh"),
    )
    row = Row(LONG, "Phòng Quản lý văn hóa và gia đình", days(0), unit.short_name)
    shares = allotted([rows] * 6)
    labels = ("Tin, bài quá hạn", "Đầu việc quá hạn", "Đang trả lại")
    parts = [
        Part(f"p{place}", labels[place % 3], [row] * share, rows)
        for place, share in enumerate(shares)
    ]
    week = Week.of(timezone.localdate())
    facts = {
        "unit": unit,
        "week": week,
        "brief": Brief(week, parts),
        "with_below": True,
        "query": "",
        "today": timezone.localdate(),
    }
    text = render_to_string("admin/planning/sheet.html", facts)
    style = "".join(sheet.read_text(encoding="utf-8") for sheet in SHEETS)
    return re.sub(r"<(link|script)\b[^>]*>", "", text) + f"<style>{style}</style>"


def pages_of(page: Page) -> int:
    """Return how many sheets of paper a page takes."""
    paper = page.pdf(prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b", paper))


@pytest.mark.parametrize("rows", [0, 1, 10, 200])
def test_the_sheet_is_one_page_whatever_the_week(page: Page, rows: int) -> None:
    page.set_content(written(rows))
    assert pages_of(page) == 1
    shown = page.locator("li .what").count()
    assert shown == min(6 * rows, ROOM)
    assert page.locator(".figures td").all_inner_texts() == [str(rows)] * 6
    left = [int(n) for n in re.findall(r"và (\d+) tin nữa", page.inner_text("body"))]
    assert shown + sum(left) == 6 * rows


@dataclass(frozen=True)
class Days:
    """A browser, the house it reaches, and how its pages are looked at."""

    page: Page
    admin: str
    desk: Board
    keep: Keep
    faults: Inspect

    def looks_right(self, name: str) -> None:
        # The policy of the house lets nothing be waited for by a script of the test's.
        self.page.wait_for_load_state("networkidle")
        assert self.faults(self.page) == []
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert self.page.viewport_size is not None
        assert wide <= self.page.viewport_size["width"]
        self.keep(self.page, name)


@pytest.fixture
def week(
    live_server: LiveServer, page: Page, screenshot: Keep, axe_faults: Inspect
) -> Days:
    port = urlsplit(live_server.url).port
    assert port is not None
    desk = board()
    follow_port(port=port)
    for person in (desk.writer, desk.publisher):
        set_own_password(user=person, password=PASSWORD)
    note = Orientation(
        unit=desk.living.unit,
        subject="Tuyên truyền về rét đậm",
        body="Bám sát công điện; không dùng ảnh năm trước.",
        valid_until=days(9),
    )
    issue_orientation(note=note, units=[desk.living.unit], actor=desk.publisher)
    assignment_of(desk.living.unit, desk.publisher, section=desk.living.section)
    return Days(page, f"{live_server.url}/admin/", desk, screenshot, axe_faults)


def write(week: Days) -> None:
    """Acknowledge the note, find something to write, and begin it; on a phone."""
    page = week.page
    page.set_viewport_size({"width": 390, "height": 844})
    enter(page, week.admin, week.desk.writer)
    week.looks_right("planning-home-390")
    page.get_by_role("link", name="Tuyên truyền về rét đậm").click()
    week.looks_right("planning-note-390")
    page.get_by_role("button", name="Tôi đã nhận và nắm nội dung").click()
    expect(page.locator("#notes-to-read")).to_have_count(0)
    page.get_by_role("link", name="Khai mạc tuần lễ áo dài").click()
    week.looks_right("planning-assignment-390")
    page.emulate_media(color_scheme="dark")
    week.looks_right("planning-assignment-390-dark")
    page.emulate_media(color_scheme="light")
    page.get_by_role("button", name="Viết tin").click()
    expect(page.locator("#id_title")).to_have_value("Khai mạc tuần lễ áo dài")


def send(week: Days) -> Case:
    """Submit what was written; the board agrees, and readers have it."""
    page, desk = week.page, week.desk
    [record] = Assignment.objects.values_list("record__page_id", flat=True)
    page.goto(f"{week.admin}duyet/trinh/{record}/")
    week.looks_right("planning-submit-390")
    page.get_by_role("button", name="Trình duyệt").click()
    expect(page.locator(".messages .success")).to_contain_text("Đã trình")
    case = approve_all(Case.objects.get(), desk)
    assert case.release_at is not None
    assert release_due(now=case.release_at) == [case]
    page.goto(week.admin)
    expect(page.get_by_role("region", name="Thông báo")).to_contain_text("Đã đăng")
    week.looks_right("planning-fulfilled-390")
    return case


def meet(week: Days) -> None:
    """Type what was decided, mend what was not understood, and print."""
    page = week.page
    page.set_viewport_size({"width": 1280, "height": 900})
    page.context.clear_cookies()
    enter(page, week.admin, week.desk.publisher)
    page.goto(f"{week.admin}giao-ban/")
    due = timezone.localdate() + timedelta(days=3)
    decided = page.locator("[name=decisions]")
    decided.fill(f"Ảnh hội làng; Phòng Y; {due:%d/%m}\nMột việc hỏng")
    page.get_by_role("button", name="Lưu biên bản").click()
    expect(page.get_by_text("Dòng 2:")).to_be_visible()
    expect(decided).to_have_value("Một việc hỏng")
    week.looks_right("planning-briefing-1280")
    page.get_by_role("link", name="In một trang").click()
    expect(page.get_by_role("heading", name="GIAO BAN TIN, BÀI")).to_be_visible()
    assert pages_of(page) == 1
    week.looks_right("planning-sheet-1280")


@pytest.mark.django_db(transaction=True)
def test_a_writers_week_and_the_monday_after_it(week: Days) -> None:
    write(week)
    row = Assignment.objects.get()
    assert (row.state, row.person) == ("taken_up", week.desk.writer)
    case = send(week)
    row.refresh_from_db()
    assert (row.state, row.record_id) == ("fulfilled", case.record_id)
    meet(week)
    assert Meeting.objects.get().decisions.get().title == "Ảnh hội làng"
