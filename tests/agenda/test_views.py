"""The month, the week and the day: what stands where, for whom, narrowed to what."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.core.models import EditorialRecord
from cms.news.models import NewsPage
from cms.users.models import User
from sites.models import Capability, RoleAssignment
from tests.admin import admin_client, soup, words
from tests.agenda.conftest import NOW, approved, at, out, plan, waiting
from tests.factories.core import EventFactory
from tests.factories.deadlines import rule_of
from tests.factories.moderation import Board
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import living_portal

pytestmark = pytest.mark.django_db

MONTH, WEEK = "/admin/lich/", "/admin/lich/tuan/"
MOST_QUERIES = 20


def get(user: User, path: str = MONTH, status: int = 200) -> Any:
    answer = admin_client(user).get(path)
    assert answer.status_code == status, path
    return answer


def cell(answer: Any, day: date) -> str:
    found = soup(answer).select_one(f"[data-day='{day}']")
    return " ".join(found.get_text(" ").split()) if found else ""


def test_a_month_shows_all_four_states_on_their_days(desk: Board) -> None:
    unit = desk.living.unit
    out(unit, at(16, 8, 15))
    plan(desk, date(2026, 11, 26), title="Phỏng vấn trạm trưởng")
    approved(desk, at(20, 7), title="Chúc mừng y tế học đường")
    event = EventFactory.create(unit=unit, starts_at=at(24, 7), ends_at=at(24, 9))
    waiting(desk, title="Lịch tiêm chủng", event=event)
    answer = get(desk.publisher)
    assert "Đã đăng: 08:15 Khám sức khỏe học sinh" in cell(answer, date(2026, 11, 16))
    assert "Đã lên lịch: 07:00 Chúc mừng" in cell(answer, date(2026, 11, 20))
    assert "Đã trình: Lịch tiêm chủng" in cell(answer, date(2026, 11, 24))
    assert "Dự kiến: Phỏng vấn" in cell(answer, date(2026, 11, 26))
    said = words(answer, ".d-top .d-meta")
    assert said == "4 tin: 1 đã đăng, 1 đã lên lịch, 1 đã trình, 1 dự kiến"


def test_days_have_their_lunar_dates_and_days_to_remember(
    desk: Board, days: int
) -> None:
    answer = get(desk.editor)
    assert cell(answer, date(2026, 11, 19)).endswith(
        "19 Thứ Năm, 19/11 · hôm nay 11/10 âm"
    )
    assert "1/10 âm mồng một" in cell(answer, date(2026, 11, 9))
    assert "15/10 âm rằm" in cell(answer, date(2026, 11, 23))
    assert "Lễ hội Ok Om Bok" in cell(answer, date(2026, 11, 23))
    # 1982 and 44 years: no round one.
    assert cell(answer, date(2026, 11, 20)).endswith("Ngày Nhà giáo Việt Nam")
    assert get(desk.editor, f"{MONTH}?thang=2025-09").content.decode().count("80 năm")


def test_a_month_begins_on_monday_and_ends_on_sunday(desk: Board) -> None:
    page = soup(get(desk.editor))
    found = [str(one["data-day"]) for one in page.select("td[data-day]")]
    assert (found[0], found[-1], len(found)) == ("2026-10-26", "2026-12-06", 42)
    assert [one.get_text() for one in page.select("th")][::6] == [
        *("Thứ Hai", "Chủ nhật")
    ]
    [today] = page.select("[aria-current=date]")
    assert today["data-day"] == "2026-11-19"


def test_a_week_shows_deadlines_and_what_is_overdue(desk: Board) -> None:
    unit = desk.living.unit
    rule_of(unit, name="Ban", start="submission", stop="approval", amount=1)
    waiting(desk, title="Chiến dịch tiêm")
    answer = get(desk.editor, f"{WEEK}?ngay=2026-11-19")
    assert "Tuần 47: 16/11 – 22/11/2026" in words(answer)
    assert "Đã trình: Hạn 09:40 Chiến dịch tiêm" in cell(answer, date(2026, 11, 20))


def test_what_is_overdue_says_so(desk: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    rule_of(desk.living.unit, start="submission", stop="approval", amount=1)
    waiting(desk, title="Chiến dịch tiêm")
    plan(desk, date(2026, 11, 20))
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=2))
    said = cell(get(desk.editor, WEEK), date(2026, 11, 20))
    assert "Đã trình, quá hạn: Quá hạn Chiến dịch tiêm" in said
    assert "Dự kiến, quá hạn: Quá hạn An toàn thực phẩm" in said


def test_nothing_of_others_and_nothing_that_is_secret(desk: Board) -> None:
    elsewhere = living_portal(host="khac.localhost")
    out(elsewhere.unit, at(16), title="Của nơi khác")
    case = waiting(desk, title="Chưa ai được biết")
    outsider = person_of(desk.living.unit, Capability.TRANSLATOR)
    RoleAssignment.objects.filter(user=outsider).update(
        capability=Capability.CONTRIBUTOR
    )
    assert "Chưa ai được biết" in words(get(outsider))
    EditorialRecord.objects.filter(pk=case.record_id).update(embargo_until=at(30))
    said = words(get(outsider))
    assert "Chưa ai được biết" not in said
    assert "Của nơi khác" not in said
    assert said.count("0 tin") == 1
    assert "Chưa ai được biết" in words(get(desk.writer))


def test_whoever_has_no_role_is_turned_away(desk: Board) -> None:
    nobody = UserFactory.create()
    for path in (MONTH, WEEK, f"{MONTH}ngay/2026-11-19/", f"{MONTH}do-phu/"):
        assert admin_client(nobody).get(path).status_code == 302
    keeper = person_of(desk.living.unit, Capability.MEDIA_KEEPER)
    assert admin_client(keeper).get(MONTH).status_code == 302
    assert MONTH not in admin_client(keeper).get("/admin/").content.decode()
    assert MONTH in admin_client(desk.editor).get("/admin/").content.decode()


def test_filters_narrow_by_portal_section_and_state(desk: Board) -> None:
    other = living_portal(host="hai.localhost")
    RoleAssignment.objects.create(
        user=desk.editor,
        unit=other.unit,
        capability=Capability.EDITOR,
        valid_from=at(1),
    )
    out(other.unit, at(16), title="Ở cổng kia")
    page: NewsPage = desk.draft(title="Ở chuyên mục")
    record = EditorialRecord.objects.get(page_id=page.pk)
    EditorialRecord.objects.filter(pk=record.pk).update(first_published_at=at(17))
    out(desk.living.unit, at(18), title="Ngoài chuyên mục")
    plan(desk, date(2026, 11, 18), title="Dự kiến ở đây")
    here, section = desk.living.unit.pk, desk.living.section.pk
    whole = words(get(desk.editor))
    assert "3 đã đăng, 1 dự kiến" in whole
    one = words(get(desk.editor, f"{MONTH}?cong={here}"))
    assert "3 tin: 2 đã đăng, 1 dự kiến" in one
    assert "Ở cổng kia" not in one
    narrow = words(get(desk.editor, f"{MONTH}?cong={here}&muc={section}"))
    assert "1 tin: 1 đã đăng" in narrow
    assert "Ở chuyên mục" in narrow
    planned = words(get(desk.editor, f"{MONTH}?trang-thai=du-kien"))
    assert "1 tin: 1 dự kiến" in planned


@pytest.mark.parametrize("asked", ["xx", "2026-13", "0001-01", "9999-12", "2026-11-31"])
def test_nonsense_shows_this_month(desk: Board, asked: str) -> None:
    for query in (f"thang={asked}", "cong=x&muc=9&trang-thai=la"):
        assert "Tháng 11/2026" in words(get(desk.editor, f"{MONTH}?{query}"))
    get(desk.editor, f"{MONTH}ngay/{asked}/", status=404)


def test_many_entries_of_a_day_lead_to_its_list(desk: Board) -> None:
    unit = desk.living.unit
    for number in range(9):
        out(unit, at(16, 8, number), title=f"Tin {number}")
    answer = get(desk.editor)
    said = cell(answer, date(2026, 11, 16))
    assert "Tin 3" in said
    assert "Tin 4" not in said
    assert "+ 5 tin nữa" in said
    listed = words(get(desk.editor, "/admin/lich/ngay/2026-11-16/"))
    assert "9 tin: 9 đã đăng" in listed
    assert all(f"Tin {number}" in listed for number in range(9))


def test_a_list_of_a_day_goes_on_after_fifty(desk: Board) -> None:
    unit, path = desk.living.unit, "/admin/lich/ngay/2026-11-16/"
    for number in range(53):
        out(unit, at(16, 8, number), title=f"Tin số {number:02}.")
    first, second = get(desk.editor, path), get(desk.editor, f"{path}?p=2")
    assert "Tin số 49." in words(first)
    assert "Tin số 50." not in words(first)
    assert "p=2" in first.content.decode()
    assert "Tin số 52." in words(second)
    assert "p=3" not in second.content.decode()


def queries(user: User, path: str) -> int:
    client = admin_client(user)
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


@pytest.mark.parametrize("path", [MONTH, WEEK, "/admin/lich/do-phu/"])
def test_ten_portals_ask_no_more_than_one(desk: Board, days: int, path: str) -> None:
    user = desk.publisher
    out(desk.living.unit, at(16))
    plan(desk, date(2026, 11, 17))
    one = queries(user, path)
    for number in range(9):
        more = living_portal(host=f"cong-{number}.localhost")
        RoleAssignment.objects.create(
            user=user,
            unit=more.unit,
            capability=Capability.PUBLISHER,
            valid_from=at(1),
        )
        for day in range(1, 29):
            out(more.unit, at(day))
        plan(desk, date(2026, 11, 18), unit=more.unit)
    assert queries(user, path) == one
    assert one <= MOST_QUERIES
