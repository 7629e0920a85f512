"""The calendar's cards on the first page."""

from datetime import date, timedelta

import pytest

from cms.almanac.models import Occasion
from sites.models import Capability
from tests.admin import LATER, admin_client, soup, words
from tests.agenda.conftest import at, out, plan
from tests.factories.moderation import Board
from tests.factories.people import person_of
from tests.factories.portals import living_portal

pytestmark = pytest.mark.django_db
AHEAD, WEEK = "[aria-labelledby=days-ahead-title]", "[aria-labelledby=unit-week-title]"


@pytest.mark.usefixtures("days")
def test_days_to_remember_within_two_weeks_and_what_is_planned_for_them(
    desk: Board,
) -> None:
    teachers = Occasion.objects.get(month=11, day=20)
    plan(desk, date(2026, 11, 20), occasion=teachers)
    plan(desk, date(2026, 11, 19), occasion=teachers, state="cancelled")
    page = soup(admin_client(desk.publisher).get(LATER)).select_one(AHEAD)
    assert page is not None
    first = page.select(".a-near")[0].get_text(" ", strip=True)
    assert first.startswith("20/11 12/10 âm")
    assert "1 tin dự kiến" in first
    others = page.select(".a-near")[1:]
    assert others
    assert all("Chưa có tin." in other.get_text() for other in others)
    link = str(others[0].select("a")[0]["href"])
    assert admin_client(desk.publisher).get(link).status_code == 200
    # Who does not plan is offered nothing to plan.
    told = soup(admin_client(desk.writer).get(LATER)).select_one(AHEAD)
    assert told is not None
    assert told.select(".a-near a") == []


def test_the_unit_s_week_says_what_is_out_of_what_it_is_to_bring(desk: Board) -> None:
    out(desk.living.unit, at(16, 9), title="Khám sức khỏe")
    out(desk.living.unit, at(19, 7), title="Thư ngỏ")
    plan(desk, date(2026, 11, 19))
    plan(desk, date(2026, 11, 21))
    plan(desk, date(2026, 11, 23))  # next week
    out(living_portal().unit, at(17, 9), title="Của đơn vị khác")
    answer = admin_client(desk.editor).get(LATER)
    assert "tuần 47 · đã đăng 2 trên 4 tin" in words(answer, WEEK)
    rows = soup(answer).select(f"{WEEK} tbody tr")
    assert [row.select("td")[-1].get_text() for row in rows] == [
        *("1/1", "0/0", "0/0", "1/2", "0/0", "0/1", "0/0")
    ]
    assert [row.select(".a-fill")[0]["width"] for row in rows][:4] == [
        *("100", "0", "0", "50")
    ]
    assert rows[3]["class"] == ["is-today"]


def test_strangers_see_neither(desk: Board) -> None:
    out(desk.living.unit, at(19, 7), title="Thư ngỏ")
    stranger = person_of(living_portal().unit, Capability.EDITOR)
    told = words(admin_client(stranger).get(LATER), WEEK)
    assert "đã đăng 0 trên 0 tin" in told


@pytest.mark.usefixtures("days")
def test_what_lies_further_ahead_is_not_shown(desk: Board) -> None:
    far = (at(19) + timedelta(days=15)).date()
    Occasion.objects.all().delete()
    Occasion.objects.create(
        name="Ngày truyền thống của Sở",
        month=far.month,
        day=far.day,
        unit=desk.living.unit,
    )
    told = words(admin_client(desk.editor).get(LATER), AHEAD)
    assert "Hai tuần tới không có ngày kỷ niệm nào." in told
