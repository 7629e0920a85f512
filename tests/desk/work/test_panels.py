"""“My work”: what waits, what came back, what one was told."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.deadlines.models import Due
from cms.moderation.models import Case, Notice
from cms.moderation.services import (
    comment,
    prioritise,
    publish_in_emergency,
    return_case,
    submit_item,
)
from cms.users.models import User
from sites.models import Capability
from tests.admin import LATER, admin_client, soup, words
from tests.desk.work.conftest import crowd
from tests.factories.deadlines import board_rule_of
from tests.factories.moderation import Board, approve_all
from tests.factories.people import person_of
from tests.factories.portals import living_portal

pytestmark = pytest.mark.django_db

HOME = "/admin/"
MOST_QUERIES = 15  # issue 7: a user with 2,000 open tasks


def card(person: User, name: str) -> str:
    return words(admin_client(person).get(HOME), f"[aria-labelledby={name}]")


def titles(person: User) -> list[str]:
    page = soup(admin_client(person).get(HOME))
    return [a.get_text() for a in page.select(".d-cases .d-title")]


def test_two_thousand_cases_cost_a_person_fifteen_queries(desk: Board) -> None:
    crowd(desk, 2_000)
    back = submit_item(page=desk.draft(), actor=desk.writer)
    return_case(case=back, actor=desk.editor, remark="Thiếu nguồn")
    Case.objects.filter(pk=back.pk).update(submitted_by=desk.editor)
    desk.draft().save_revision(user=desk.editor)
    client = admin_client(desk.editor)
    client.get(HOME)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(HOME)
    assert len(queries) <= MOST_QUERIES, "\n".join(
        query["sql"][:200] for query in queries
    )
    figures = [
        item.get_text(" ", strip=True) for item in soup(page).select(".d-sum li")
    ]
    assert figures[:4] == [
        "0 tin bài quá hạn chờ tôi",
        "0 tin bài đến hạn hôm nay",
        "2000 tin bài chờ tôi xử lý",
        "1 tin bài bị trả lại",
    ]
    assert len(soup(page).select(".d-cases > li")) == 8


def test_urgent_ones_come_first_then_the_oldest(desk: Board) -> None:
    cases = [
        submit_item(page=desk.draft(title=title), actor=desk.writer)
        for title in ("Trước", "Sau", "Gấp")
    ]
    Case.objects.filter(pk=cases[2].pk).update(priority="urgent")
    assert titles(desk.editor) == ["Gấp", "Trước", "Sau"]
    assert titles(desk.publisher) == []
    said = card(desk.editor, "awaiting-title")
    assert "Bước 1 trên 2" in said
    assert f"{desk.writer} trình lúc" in said
    assert "Không có việc nào chờ bạn." in card(desk.publisher, "awaiting-title")


def test_what_came_back_shows_the_remark(desk: Board) -> None:
    page = desk.draft()
    case = submit_item(page=page, actor=desk.writer)
    return_case(case=case, actor=desk.editor, remark="Số ca chưa khớp báo cáo")
    said = card(desk.writer, "returned-title")
    assert f"{desk.editor} trả lại lúc" in said
    assert "Số ca chưa khớp báo cáo" in said
    shown = soup(admin_client(desk.writer).get(HOME))
    assert shown.select_one(f'#returned-to-me a[href="/admin/pages/{page.pk}/edit/"]')
    assert card(desk.editor, "returned-title") == ""


def test_opening_a_case_marks_what_was_told_about_it_as_seen(desk: Board) -> None:
    case = submit_item(page=desk.draft(), actor=desk.writer)
    other = submit_item(page=desk.draft(title="Tin khác"), actor=desk.writer)
    comment(case=case, actor=desk.publisher, text="Nhanh giúp")
    before = card(desk.editor, "notices-title")
    assert before.startswith("Thông báo 2 ")
    admin_client(desk.editor).get(f"/admin/duyet/{case.pk}/")
    after = card(desk.editor, "notices-title")
    assert after.startswith("Thông báo 1 Tin khác Mới")
    unseen = Notice.objects.unseen().filter(person=desk.editor)
    assert [notice.case for notice in unseen] == [other]
    assert Notice.objects.unseen().filter(person=desk.writer, case=case).exists()


def test_an_emergency_waits_until_somebody_else_approved_it(desk: Board) -> None:
    head = person_of(desk.living.unit, Capability.HEAD_OF_UNIT)
    case = publish_in_emergency(page=desk.draft(), actor=head, reason="Bão khẩn cấp")
    said = card(desk.publisher, "emergencies-title")
    assert "Trước" in said
    assert "Quá hạn" not in said
    Case.objects.filter(pk=case.pk).update(
        confirm_by=timezone.now() - timedelta(hours=1)
    )
    assert "Quá hạn" in card(desk.publisher, "emergencies-title")
    assert card(head, "emergencies-title") == ""
    client = admin_client(desk.publisher)
    client.post(f"/admin/duyet/{case.pk}/", {"do": "confirm", "remark": "Đồng ý"})
    case.refresh_from_db()
    assert case.confirmed_by == desk.publisher
    assert card(desk.publisher, "emergencies-title") == ""


def figures(person: User) -> list[str]:
    page = soup(admin_client(person).get(HOME))
    return [item.get_text(" ", strip=True) for item in page.select(".d-sum li")][:3]


def test_what_is_overdue_and_what_is_due_today_is_counted(desk: Board) -> None:
    rule = board_rule_of(desk.living.unit)
    cases = [
        submit_item(page=desk.draft(title=title), actor=desk.writer)
        for title in ("Quá hạn", "Hôm nay", "Tuần sau")
    ]
    now = timezone.localtime()
    tonight = now.replace(hour=23, minute=59, second=59)
    for case, at in zip(
        cases, (now - timedelta(hours=3), tonight, now + timedelta(days=7)), strict=True
    ):
        Due.objects.filter(record=case.record, rule=rule).update(due_at=at)
    prioritise(case=cases[2], actor=desk.writer, priority="urgent")
    assert figures(desk.editor) == [
        "1 tin bài quá hạn chờ tôi",
        "1 tin bài đến hạn hôm nay",
        "3 tin bài chờ tôi xử lý 1 tin khẩn",
    ]
    for asked, title in (("overdue", "Quá hạn"), ("today", "Hôm nay")):
        page = soup(admin_client(desk.editor).get(f"/admin/duyet/?due={asked}"))
        assert [a.get_text() for a in page.select(".d-cases .d-title")] == [title]
    edges = soup(admin_client(desk.editor).get(HOME)).select(".d-cases .is-urgent")
    assert [edge.select(".d-title")[0].get_text() for edge in edges] == [
        "Tuần sau",
        "Quá hạn",
    ]


def test_what_goes_out_next_and_what_missed_its_hour(desk: Board) -> None:
    late, soon, waiting = (
        submit_item(page=desk.draft(title=title), actor=desk.writer)
        for title in ("Kẹt", "Sắp lên", "Chưa duyệt")
    )
    now = timezone.now()
    approve_all(late, desk)
    Case.objects.filter(pk=late.pk).update(release_at=now - timedelta(minutes=5))
    approve_all(soon, desk)
    Case.objects.filter(pk=waiting.pk).update(scheduled_for=now - timedelta(minutes=1))
    submit_item(page=desk.draft(title="Không hẹn giờ"), actor=desk.writer)
    page = soup(admin_client(desk.publisher).get(LATER))
    rows = page.select("[aria-labelledby=going-out-title] li")
    said = [
        (row.select(".d-title")[0].get_text(), row.select(".d-chip")[0].get_text())
        for row in rows
    ]
    assert said == [
        ("Kẹt", "Chậm giờ"),
        ("Chưa duyệt", "Quá giờ đăng, chưa duyệt xong"),
        ("Sắp lên", "Đã duyệt, sắp đăng"),
    ]
    assert soup(admin_client(desk.publisher).get(HOME)).select_one(
        f'[data-later="{LATER}"]'
    )
    stranger = person_of(living_portal().unit, Capability.PUBLISHER)
    assert "Chưa có tin nào hẹn giờ đăng." in words(admin_client(stranger).get(LATER))


def test_what_goes_out_next_costs_the_same_for_hundreds(desk: Board) -> None:
    crowd(desk, 300)
    client = admin_client(desk.editor)

    def cost(number: int) -> int:
        some = Case.objects.order_by("pk").values("pk")[:number]
        Case.objects.filter(pk__in=some).update(scheduled_for=timezone.now())
        with CaptureQueriesContext(connection) as queries:
            client.get(LATER)
        return len(queries)

    client.get(LATER)
    assert cost(10) == cost(300)
