"""Deadlines in the administration: kept by whoever administers the unit, and nobody else."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.core.models import Event
from cms.deadlines.models import DayOverride, DeadlineRule, DeadlineSetting
from cms.moderation.services import submit_item
from sites.models import Capability, OfficeHours, Unit, UnitKind
from tests.admin import admin_client, errors, form_of, words
from tests.deadlines.conftest import at
from tests.factories.deadlines import board_rule_of, due_of, office_rule_of, rule_of
from tests.factories.moderation import Board, record_of
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import UnitFactory, living_portal

pytestmark = pytest.mark.django_db


def url(name: str, *args: int) -> str:
    return reverse(f"deadlines:{name}", args=args)


@pytest.fixture
def keeper(desk: Board) -> Client:
    return admin_client(person_of(desk.living.unit, Capability.UNIT_ADMIN))


FILLED = {
    "name": "Trong 12 giờ",
    "source": "Kế hoạch 05/KH-SVHTT",
    "start": "event_end",
    "stop": "submission",
    "clock": "office",
    "amount": "12",
    "only_important": "on",
    "exempt_forms": ["tong_hop"],
    "rank": "10",
    "valid_from": "01/01/2026",
    "valid_to": "",
}


def test_a_rule_is_drawn_up_and_read(desk: Board, keeper: Client, event: Event) -> None:
    Event.objects.update(is_important=True)
    page = desk.draft(event=event)
    sent = keeper.post(url("new", desk.living.unit.pk), FILLED, follow=True)
    rule = DeadlineRule.objects.get()
    assert (rule.amount, rule.exempt_forms, rule.unit) == (
        12,
        ["tong_hop"],
        desk.living.unit,
    )
    assert due_of(page).due_at == at(4, 9, 10)
    assert "1 tin, bài đang mở có hạn mới" in words(sent, "body")
    shown = words(keeper.get(url("index")))
    assert "12 giờ hành chính, tính từ “Sự kiện kết thúc”" in shown
    assert "trừ Tổng hợp" in shown or "trừ" in shown
    assert "Kế hoạch 05/KH-SVHTT · từ 01/01/2026" in shown


def test_faults_of_a_rule_are_told_at_once_and_nothing_is_lost(
    desk: Board, keeper: Client
) -> None:
    bad = {
        **FILLED,
        "amount": "0",
        "forms": ["tong_hop"],
        "valid_from": "hôm qua",
    }
    sent = keeper.post(url("new", desk.living.unit.pk), bad)
    assert sent.status_code == 422
    assert len(errors(sent)) == 3
    assert "Kế hoạch 05/KH-SVHTT" in sent.content.decode()
    assert not DeadlineRule.objects.exists()


def test_a_known_rule_keeps_its_start_and_its_end(desk: Board, keeper: Client) -> None:
    rule = rule_of(desk.living.unit)
    filled = {**FILLED, "start": "receipt", "stop": "publication", "amount": "3"}
    assert keeper.post(url("rule", rule.pk), filled).status_code == 302
    rule.refresh_from_db()
    assert (rule.start, rule.stop, rule.amount) == ("event_end", "submission", 3)
    assert rule.version == 2


def test_rules_from_above_are_shown_and_not_changed_here(desk: Board) -> None:
    province = UnitFactory.create(kind=UnitKind.PROVINCE, name="Tỉnh Cà Mau")
    Unit.objects.filter(pk=desk.living.unit.pk).update(parent=province)
    board_rule_of(province)
    editor = admin_client(desk.editor)
    shown = words(editor.get(url("index")))
    assert "Ban biên tập Thời gian của ban biên tập của Tỉnh Cà Mau" in shown
    assert "Thêm quy định" not in shown


def test_how_rules_combine_is_said(desk: Board, keeper: Client) -> None:
    office_rule_of(desk.living.unit)
    assert keeper.post(url("index"), {"combination": "later"}).status_code == 302
    assert DeadlineSetting.objects.get().combination == "later"
    assert keeper.post(url("index"), {"combination": "both"}).status_code == 422


def test_hours_are_filled_in_and_all_faults_come_back(
    desk: Board, keeper: Client
) -> None:
    there = url("timetable", desk.living.unit.pk)
    form = form_of(keeper.get(there), "main form")
    bad = {
        **form,
        "d1-0-opens": "07:30",
        "d1-0-closes": "11:30",
        "d1-1-opens": "11:00",
        "d1-1-closes": "17:00",
        "d2-0-opens": "17:00",
        "d2-0-closes": "13:30",
        "d3-0-opens": "08:00",
    }
    sent = keeper.post(there, {**bad, "deed": "save"})
    assert sent.status_code == 422
    found = words(sent, "main")
    for fault in (
        "Thứ Hai 11:00–17:00: trùng với buổi 07:30–11:30.",
        "Thứ Ba 17:00–13:30: giờ kết thúc không sau giờ bắt đầu.",
        "Thứ Tư, buổi 1: ghi đủ giờ bắt đầu và giờ kết thúc.",
    ):
        assert fault in found
    assert 'value="17:00"' in sent.content.decode()
    assert not OfficeHours.objects.exists()
    good = {**form, "d1-0-opens": "07:30", "d1-0-closes": "11:30"}
    keeper.post(there, {**good, "deed": "save", "since": "15/04/2026"})
    row = OfficeHours.objects.get()
    assert (row.unit, row.weekday, row.valid_from) == (
        desk.living.unit,
        1,
        date(2026, 4, 15),
    )
    keeper.post(there, {**good, "deed": "withdraw", "since": "15/04/2026"})
    assert not OfficeHours.objects.exists()


def test_days_are_decided_and_withdrawn(
    desk: Board, keeper: Client, event: Event
) -> None:
    office_rule_of(desk.living.unit)
    page = desk.draft(event=event)
    there = url("days", desk.living.unit.pk) + "?year=2026"
    shown = words(keeper.get(there))
    assert "Quốc khánh" in shown
    assert "22/08/2026 ngày làm việc" in shown
    day = {"day": "03/09/2026", "is_working": "False", "decision": "Nghỉ tránh bão"}
    sent = keeper.post(there, day, follow=True)
    assert "1 tin, bài đang mở có hạn mới" in words(sent, "body")
    assert due_of(page).due_at == at(7, 9, 10)
    again = keeper.post(there, {**day, "is_working": "True"})
    assert again.status_code == 422
    assert errors(again) == ["Ngày này đã có quyết định."] or "Ngày này" in words(again)
    row = DayOverride.objects.get()
    keeper.post(there, {"deed": "withdraw", "day_key": row.pk})
    assert due_of(page).due_at == at(4, 9, 10)
    assert not DayOverride.objects.exists()


def test_the_day_of_another_unit_is_not_withdrawn(desk: Board, keeper: Client) -> None:
    others = DayOverride.objects.create(
        day=date(2026, 9, 3), decision="Nhà", is_working=False
    )
    there = url("days", desk.living.unit.pk)
    gone = keeper.post(there, {"deed": "withdraw", "day_key": others.pk})
    assert gone.status_code == 404
    assert DayOverride.objects.count() == 1


def test_the_houses_days_are_its_keepers(desk: Board, keeper: Client) -> None:
    assert keeper.get(url("house_days")).status_code in {302, 403}
    house = admin_client(UserFactory.create(superuser=True))
    day = {"day": "03/09/2026", "is_working": "False", "decision": "Nghỉ chung"}
    assert house.post(url("house_days"), day).status_code == 302
    assert DayOverride.objects.get().unit is None
    shown = words(keeper.get(url("days", desk.living.unit.pk) + "?year=2026"))
    assert "Nghỉ chung" in shown


def test_an_event_is_tried_with_both_clocks(desk: Board, keeper: Client) -> None:
    asked = {"ends": "28/08/2026 15:00", "days": "2", "hours": "12"}
    shown = words(keeper.get(url("try", desk.living.unit.pk), asked))
    assert "15:00 Chủ nhật, 30/08/2026" in shown
    assert "10:00 Thứ Sáu, 04/09/2026" in shown
    assert "03/09/2026 07:30–11:30" in shown
    bad = keeper.get(url("try", desk.living.unit.pk), {**asked, "ends": "mai"})
    assert "04/09/2026" not in words(bad)


@pytest.mark.parametrize("name", ["timetable", "days", "new", "try"])
def test_what_is_another_units_does_not_exist(
    desk: Board, keeper: Client, name: str
) -> None:
    other = living_portal().unit
    assert keeper.get(url(name, other.pk)).status_code == 404


def test_whoever_only_reads_changes_nothing(desk: Board) -> None:
    editor = admin_client(desk.editor)
    rule = rule_of(desk.living.unit)
    assert editor.get(url("rule", rule.pk)).status_code == 200
    for there in (
        url("index"),
        url("rule", rule.pk),
        url("days", desk.living.unit.pk),
        url("timetable", desk.living.unit.pk),
    ):
        assert editor.post(there, FILLED).status_code in {302, 403}
    rule.refresh_from_db()
    assert rule.version == 1
    assert not DeadlineSetting.objects.exists()


def test_an_item_tells_its_deadlines_and_how_they_moved(
    desk: Board, event: Event
) -> None:
    rule = rule_of(desk.living.unit)
    page = desk.draft(event=event)
    head = admin_client(person_of(desk.living.unit, Capability.EDITOR))
    form = form_of(head.get(reverse("events:edit", args=[event.pk])))
    sent = head.post(
        reverse("events:edit", args=[event.pk]),
        {**form, "ends_at": "29/08/2026 15:00"},
        follow=True,
    )
    assert "Đã tính lại hạn của 1 tin, bài." in words(sent, "body")
    assert due_of(page, rule).due_at == at(31, 8, 15)
    shown = words(head.get(url("item", record_of(page).pk)))
    assert "Quá hạn" in shown
    assert "Hạn 15:00 ngày 31/08/2026" in shown
    assert "15:00 30/08/2026 → 15:00 31/08/2026" in shown
    listed: Any = head.get(reverse("records:index"))
    assert "Hạn 15:00 ngày 31/08/2026" in words(listed)


def test_an_event_that_ends_before_it_starts_is_refused(
    desk: Board, event: Event
) -> None:
    rule = rule_of(desk.living.unit)
    page = desk.draft(event=event)
    there = reverse("events:edit", args=[event.pk])
    editor = admin_client(desk.editor)
    form = form_of(editor.get(there))
    sent = editor.post(there, {**form, "ends_at": "27/08/2026 15:00"})
    assert "kết thúc trước khi bắt đầu" in words(sent, "body")
    assert due_of(page, rule).due_at == at(30, 8, 15)
    assert not due_of(page, rule).changes.exists()


def test_a_deleted_event_sets_no_deadline_any_more(desk: Board, event: Event) -> None:
    rule = rule_of(desk.living.unit)
    page = desk.draft(event=event)
    house = admin_client(UserFactory.create(superuser=True))
    there = reverse("events:delete", args=[event.pk])
    assert house.post(there).status_code == 302
    due = due_of(page, rule)
    assert due.withdrawn_at is not None
    assert due.changes.get().cause == "item"


def test_a_writers_drafts_say_how_much_time_is_left(desk: Board, event: Event) -> None:
    rule_of(desk.living.unit)
    late = desk.draft(event=event, title="Tin trễ")
    desk.draft(title="Tin không hạn")
    card = words(admin_client(desk.writer).get("/admin/"), "#own-drafts")
    assert card.index("Tin trễ") < card.index("Tin không hạn")
    assert "Quá hạn" in card
    assert "Hạn 15:00 ngày 30/08/2026" in card
    assert due_of(late).is_overdue()


def test_the_board_sees_its_own_time(desk: Board) -> None:
    board_rule_of(desk.living.unit)
    case = submit_item(page=desk.draft(), actor=desk.writer)
    editor = admin_client(desk.editor)
    for there in (reverse("desk:work"), reverse("desk:case", args=[case.pk])):
        assert "hành chính" in words(editor.get(there))
