"""All that waits, narrowed and searched."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.moderation.services import claim, decide, prioritise, submit_item
from cms.users.models import User
from sites.models import Capability
from tests.admin import admin_client, soup
from tests.desk.work.conftest import crowd
from tests.factories.moderation import EDITED, Board
from tests.factories.people import person_of
from tests.factories.portals import living_portal

pytestmark = pytest.mark.django_db

WORK = "/admin/duyet/"
MOST_QUERIES = 15


def titles(person: User, query: str = "") -> list[str]:
    page = soup(admin_client(person).get(WORK + query))
    return [a.get_text() for a in page.select(".d-cases .d-title")]


def test_narrowed_by_scope_step_priority_and_claim(desk: Board) -> None:
    first, second = (
        submit_item(page=desk.draft(title=title), actor=desk.writer)
        for title in ("Chợ nổi Cái Răng", "Hội làng Đại Mỗ")
    )
    decide(case=first, actor=desk.editor, word=EDITED)
    prioritise(case=second, actor=desk.writer, priority="urgent")
    claim(case=second, actor=desk.editor)
    assert titles(desk.editor) == ["Hội làng Đại Mỗ"]
    assert titles(desk.publisher) == ["Chợ nổi Cái Răng"]
    both = ["Hội làng Đại Mỗ", "Chợ nổi Cái Răng"]
    assert titles(desk.editor, "?scope=all") == both
    assert titles(desk.writer, "?scope=sent") == both
    assert titles(desk.editor, "?scope=all&q=cho noi") == ["Chợ nổi Cái Răng"]
    assert titles(desk.editor, "?scope=all&step=Duyệt đăng") == ["Chợ nổi Cái Răng"]
    assert titles(desk.editor, "?scope=all&priority=urgent") == ["Hội làng Đại Mỗ"]
    assert titles(desk.editor, "?claimed=me") == ["Hội làng Đại Mỗ"]
    assert titles(desk.editor, "?scope=all&claimed=nobody") == ["Chợ nổi Cái Răng"]
    assert titles(desk.writer, "?scope=all&claimed=others") == ["Hội làng Đại Mỗ"]
    assert titles(desk.editor, "?unit=0") == []
    assert titles(desk.editor, "?unit=x&priority=x&claimed=x&scope=x") == [
        "Hội làng Đại Mỗ"
    ]


def test_nothing_of_other_units(desk: Board) -> None:
    submit_item(page=desk.draft(), actor=desk.writer)
    stranger = person_of(living_portal().unit, Capability.EDITOR)
    assert titles(stranger, "?scope=all") == []


def test_a_page_of_many_costs_a_fixed_number_of_queries(desk: Board) -> None:
    crowd(desk, 60)
    client = admin_client(desk.editor)
    client.get(WORK)
    with CaptureQueriesContext(connection) as queries:
        page = soup(client.get(f"{WORK}?priority=normal&page=2"))
    assert len(queries) <= MOST_QUERIES
    assert len(page.select(".d-cases > li")) == 25
    next_page = page.select_one(".d-pages [rel=next]")
    assert next_page["href"] == "?priority=normal&page=3"


def test_the_menu_counts(desk: Board) -> None:
    crowd(desk, 3)
    for person, said in (
        (desk.editor, "Duyệt tin bài (3)"),
        (desk.publisher, "Duyệt tin bài"),
    ):
        page = soup(admin_client(person).get(WORK))
        props = json.loads(page.select_one("#wagtail-sidebar-props").get_text())
        assert f'"{said}"' in json.dumps(props, ensure_ascii=False)
