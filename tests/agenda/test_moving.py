"""Entries put to another day: by the rooms that own them, or not at all."""

from datetime import date

import pytest
from django.test import Client

from cms.moderation.models import Bundle, Case
from cms.planning.models import Assignment
from cms.users.models import User
from sites.models import Capability
from tests.admin import admin_client, soup, words
from tests.agenda.conftest import approved, at, plan
from tests.factories.moderation import Board
from tests.factories.people import person_of
from tests.factories.portals import living_portal

pytestmark = pytest.mark.django_db

BACK = "/admin/lich/?thang=2026-11"


def planned_at(assignment: Assignment) -> str:
    return f"/admin/lich/chuyen/de-cuong/{assignment.pk}/"


def release_of(case: Case) -> str:
    return f"/admin/lich/chuyen/tin/{case.pk}/"


def client(user: User) -> Client:
    return admin_client(user)


def test_a_plan_moves_and_one_comes_back_where_one_was(desk: Board) -> None:
    assignment = plan(desk, date(2026, 11, 26))
    on = client(desk.publisher)
    asked = on.get(planned_at(assignment), {"next": BACK})
    [field] = soup(asked).select("main input[name=on]")
    assert field["value"] == "2026-11-26"
    sent = on.post(planned_at(assignment), {"on": "2026-11-27", "next": BACK})
    assert sent["Location"] == BACK
    assignment.refresh_from_db()
    assert assignment.due_on == date(2026, 11, 27)
    assert "đã chuyển sang 27/11/2026" in on.get(BACK).content.decode()


@pytest.mark.parametrize(
    ("on", "said"),
    [("2026-11-18", "Ngày này đã qua"), ("", "bắt buộc"), ("hôm qua", "ngày hợp lệ")],
)
def test_what_is_refused_is_said_and_nothing_is_lost(
    desk: Board, on: str, said: str
) -> None:
    assignment = plan(desk, date(2026, 11, 26))
    answer = client(desk.publisher).post(
        planned_at(assignment), {"on": on, "next": BACK}
    )
    assert answer.status_code == 422
    if on:
        assert soup(answer).select_one("main input[name=on]")["value"] == on  # type: ignore[index]
    assert soup(answer).select_one(f"main a[href='{BACK}']")
    assert soup(answer).select_one("main .w-field__errors, main .error-message")
    assignment.refresh_from_db()
    assert assignment.due_on == date(2026, 11, 26)


def test_a_plan_is_moved_by_planners_of_its_unit_only(desk: Board) -> None:
    assignment = plan(desk, date(2026, 11, 26))
    stranger = person_of(living_portal(host="b.localhost").unit, Capability.PUBLISHER)
    sent = {"on": "2026-11-27"}
    assert client(stranger).post(planned_at(assignment), sent).status_code == 404
    assert client(desk.editor).post(planned_at(assignment), sent).status_code == 302
    month = client(desk.editor).get(BACK)
    assert "An toàn thực phẩm" in words(month)
    assert not soup(month).select("[data-move]")
    assert soup(client(desk.publisher).get(BACK)).select("[data-move]")
    assignment.refresh_from_db()
    assert assignment.due_on == date(2026, 11, 26)


def test_a_drag_moves_a_release_to_another_day_at_the_same_hour(desk: Board) -> None:
    case = approved(desk, at(20, 7, 30))
    on = client(desk.publisher)
    [entry] = soup(on.get(BACK)).select("[data-move]")
    sent = on.post(str(entry["data-move"]), {"on": "2026-11-23", "next": BACK})
    assert sent["Location"] == BACK
    case.refresh_from_db()
    assert case.release_at == at(23, 7, 30)


def test_the_form_of_a_release_asks_for_the_hour_too(desk: Board) -> None:
    case = approved(desk, at(20, 7, 30))
    on = client(desk.publisher)
    assert 'value="07:30"' in on.get(release_of(case)).content.decode()
    on.post(release_of(case), {"on": "2026-11-23", "at": "15:00"})
    case.refresh_from_db()
    assert case.release_at == at(23, 15)


def test_a_release_that_is_refused_stays(desk: Board) -> None:
    case = approved(desk, at(20, 7, 30))
    on, path = client(desk.publisher), release_of(case)
    past = on.post(path, {"on": "2026-11-18", "at": "07:30"})
    assert past.status_code == 422
    assert "phải sau thời điểm hiện tại" in words(past)
    bundle = Bundle.objects.create(
        portal=desk.living.portal, name="Ngày hội", made_by=desk.publisher
    )
    Case.objects.filter(pk=case.pk).update(bundle=bundle)
    bound = on.post(path, {"on": "2026-11-23", "at": "07:30"})
    assert "Ngày hội" in words(bound)
    assert not soup(on.get(BACK)).select("[data-move]")
    case.refresh_from_db()
    assert case.release_at == at(20, 7, 30)


@pytest.mark.parametrize(
    "elsewhere", ["https://xau.example/", "//xau.example", "/admin/pages/", ""]
)
def test_the_way_back_leads_to_the_calendar_only(desk: Board, elsewhere: str) -> None:
    assignment = plan(desk, date(2026, 11, 26))
    sent = {"on": "2026-11-27", "next": elsewhere}
    answer = client(desk.publisher).post(planned_at(assignment), sent)
    assert answer["Location"] == "/admin/lich/"
