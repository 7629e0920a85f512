"""Each deed is about one case, locked while it is done; no other one notices."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.core.models import EditorialRecord
from cms.moderation.models import Case, Decision, Notice, Waiting
from cms.moderation.services import (
    confirm_emergency,
    decide,
    publish_in_emergency,
    recall,
    recheck,
    return_case,
    submit_item,
    withdraw,
)
from cms.users.models import User
from sites.models import Capability
from tests.factories.moderation import APPROVED, EDITED, Board
from tests.factories.people import person_of

pytestmark = [pytest.mark.django_db, pytest.mark.service_postgres]

Deed = Callable[[Board, Case], Any]


def under_way(desk: Board, title: str) -> Case:
    """Return a case at its second step."""
    case = submit_item(page=desk.draft(title=title), actor=desk.writer)
    return decide(case=case, actor=desk.editor, word=EDITED)


def stored(*cases: Case) -> list[Any]:
    """Return everything that is stored about some cases."""
    keys = [case.pk for case in cases]
    rows: list[Any] = list(Case.objects.filter(pk__in=keys).order_by("pk").values())
    for model in (Decision, Waiting, Notice):
        about = model._default_manager.filter(case__in=keys)
        rows += about.order_by("pk").values()
    return rows


def head(desk: Board) -> User:
    return person_of(desk.living.unit, Capability.HEAD_OF_UNIT)


def approve(desk: Board, case: Case) -> None:
    decide(case=case, actor=desk.publisher, word=APPROVED)


def change(desk: Board, case: Case) -> None:
    EditorialRecord.objects.filter(pk=case.record_id).update(is_sensitive=True)


def let_out(desk: Board, case: Case) -> None:
    assert case.page is not None
    publish_in_emergency(page=case.page, actor=head(desk), reason="Lũ về trong đêm")


DEEDS: dict[str, tuple[Deed | None, Deed]] = {
    "decided": (None, approve),
    "returned": (
        None,
        lambda desk, case: return_case(case=case, actor=desk.publisher, remark="Sửa"),
    ),
    "withdrawn": (None, lambda desk, case: withdraw(case=case, actor=desk.writer)),
    "rechecked": (change, lambda desk, case: recheck(case=case)),
    "recalled": (approve, lambda desk, case: recall(case=case, actor=desk.publisher)),
    "let out": (None, let_out),
    "confirmed": (
        let_out,
        lambda desk, case: confirm_emergency(case=case, actor=desk.publisher),
    ),
}


@pytest.mark.parametrize(("first", "deed"), DEEDS.values(), ids=DEEDS)
def test_the_others_stay_as_they_are(
    desk: Board, first: Deed | None, deed: Deed
) -> None:
    before, case, after = (under_way(desk, title) for title in ("Một", "Hai", "Ba"))
    if first:
        first(desk, case)
        case = Case.objects.with_facts().get(pk=case.pk)
    others, mine = stored(before, after), stored(case)
    with CaptureQueriesContext(connection) as asked:
        deed(desk, case)
    assert stored(before, after) == others
    assert stored(case) != mine
    locking = [query["sql"] for query in asked if "FOR UPDATE" in query["sql"]]
    assert any('FROM "moderation_case"' in sql for sql in locking)


def test_one_is_submitted_at_a_time(desk: Board) -> None:
    other = under_way(desk, "Một")
    page, kept = desk.draft(title="Hai"), stored(other)
    with CaptureQueriesContext(connection) as asked:
        case = submit_item(page=page, actor=desk.writer)
    assert (case.page_id, case.round, case.position) == (page.pk, 1, 1)
    assert stored(other) == kept
    assert any(
        "FOR UPDATE" in query["sql"] and 'FROM "core_editorialrecord"' in query["sql"]
        for query in asked
    )
