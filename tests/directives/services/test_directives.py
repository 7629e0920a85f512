"""Directive records: received, linked, assigned, answered."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.directives.models import Directive, DirectiveLink, DirectiveTask
from cms.directives.services import (
    assign,
    close_directive,
    finish_task,
    link,
    record_directive,
)
from cms.evidence.kinds import Deed
from cms.evidence.models import Entry
from cms.takedown.kinds import Reason
from cms.takedown.services import ask
from cms.users.models import User
from sites.models import Capability
from tests.admin import admin_client, soup, words
from tests.desk.conftest import Office
from tests.factories.people import person_of

pytestmark = pytest.mark.django_db

LIST = "/admin/directives/"
QUERIES = 18


def received(where: Office, **values: Any) -> Directive:
    facts = {
        "agency": "Sở Thông tin và Truyền thông",
        "number": "12/STTTT-BCXB",
        "issued_on": timezone.localdate() - timedelta(days=3),
        "summary": "Rà soát số liệu trong bài về lễ hội.",
    }
    directive = Directive(unit=where.living.unit, **{**facts, **values})
    return record_directive(directive=directive, actor=where.editor)


def detail(directive: Directive) -> str:
    return f"/admin/directives/inspect/{directive.pk}/"


def sent(user: User, directive: Directive, deed: str, **values: Any) -> Any:
    return admin_client(user).post(detail(directive), {"deed": deed, **values})


def test_received_by_the_form(here: Office) -> None:
    client = admin_client(here.editor)
    form = {
        "unit": here.living.unit.pk,
        "kind": "reminder",
        "agency": "Ban Tuyên giáo",
        "number": "",
        "issued_on": "2026-11-20",
        "due_on": "2026-11-19",
        "summary": "Nhắc ghi nguồn.",
    }
    answer = client.post(f"{LIST}new/", form)
    assert answer.status_code == 200
    assert "Ngày này trước ngày văn bản." in words(answer)
    assert not Directive.objects.exists()
    answer = client.post(f"{LIST}new/", {**form, "due_on": "2026-11-25"})
    directive = Directive.objects.get()
    assert answer["Location"] == detail(directive)
    assert directive.created_by == here.editor
    assert directive.due_on == date(2026, 11, 25)


def test_linked_items_have_it_in_their_evidence(here: Office) -> None:
    directive = received(here)
    answer = sent(here.editor, directive, "link", named=f"/-/{here.record.code}/")
    assert answer.status_code == 302
    sent(here.editor, directive, "link", named=here.record.code)
    assert DirectiveLink.objects.count() == 1
    entry = Entry.objects.of(here.record).get()
    assert entry.deed == Deed.DIRECTED
    assert entry.facts["number"] == "12/STTTT-BCXB"
    assert entry.actor_unit == here.living.unit.name
    page = words(admin_client(here.editor).get(detail(directive)))
    assert here.record.title in page
    edit = admin_client(here.editor).get(f"/admin/records/edit/{here.record.pk}/")
    assert soup(edit).select_one(f"a[href='{detail(directive)}']")


def test_links_to_a_takedown_by_its_address(here: Office) -> None:
    head = person_of(here.living.unit, Capability.HEAD_OF_UNIT)
    removal = ask(record=here.record, actor=head, reason=Reason.DIRECTIVE, words="x")
    directive = received(here)
    address = f"https://qt.example/admin/takedown/inspect/{removal.pk}/"
    assert sent(head, directive, "link", named=address).status_code == 302
    made = DirectiveLink.objects.get()
    assert (made.kind, made.key, made.record) == ("removal", removal.pk, here.record)
    page = soup(admin_client(head).get(detail(directive)))
    assert page.select_one(f"a[href='/admin/takedown/inspect/{removal.pk}/']")


def test_what_is_another_units_is_not_found(here: Office, elsewhere: Office) -> None:
    directive = received(here)
    answer = sent(here.editor, directive, "link", named=elsewhere.record.code)
    assert answer.status_code == 422
    assert elsewhere.record.title not in words(answer)
    assert elsewhere.record.code in answer.content.decode()  # nothing typed is lost
    assert not DirectiveLink.objects.exists()
    for path in (detail(received(elsewhere)), LIST):
        answer = admin_client(here.editor).get(path)
        assert answer.status_code in {200, 302, 404}
        assert "12/STTTT" not in words(answer, "table tbody tr + tr")
    with pytest.raises(PermissionDenied):
        link(directive=directive, record=elsewhere.record, actor=elsewhere.editor)


def test_somebody_of_the_unit_does_it_and_says_so(
    here: Office, elsewhere: Office
) -> None:
    directive = received(here)
    writer = person_of(here.living.unit, Capability.CONTRIBUTOR)
    asked: dict[str, Any] = {
        "directive": directive,
        "work": "Sửa số liệu",
        "actor": here.editor,
    }
    with pytest.raises(ValidationError):
        assign(person=elsewhere.editor, due_on=None, **asked)
    assert not DirectiveTask.objects.exists()
    late = timezone.localdate() - timedelta(days=1)
    task = assign(person=writer, due_on=late, **asked)
    assert "Quá hạn" in words(admin_client(here.editor).get(detail(directive)))
    with pytest.raises(PermissionDenied):
        finish_task(task=task, actor=elsewhere.editor)
    assert finish_task(task=task, actor=writer).done_at is not None
    assert "Quá hạn" not in words(admin_client(here.editor).get(detail(directive)))


def test_closed_with_a_reply_and_with_nothing_else(here: Office) -> None:
    directive = received(here)
    answer = sent(here.editor, directive, "close", reply=" ", replied_on="x")
    assert answer.status_code == 422
    assert len(soup(answer).select(".error-message")) == 2
    directive.refresh_from_db()
    assert directive.closed_at is None
    answer = sent(
        here.editor,
        directive,
        "close",
        reply="Đã sửa.",
        reply_number="7/BC",
        replied_on="2026-11-21",
    )
    assert answer.status_code == 302
    directive.refresh_from_db()
    assert (directive.reply, directive.closed_by) == ("Đã sửa.", here.editor)
    with pytest.raises(ValidationError):
        close_directive(
            directive=directive,
            actor=here.editor,
            reply="x",
            number="",
            replied_on=date(2026, 11, 22),
        )
    assert sent(here.editor, directive, "link", named="x").status_code in {302, 403}
    edit = admin_client(here.editor).get(f"{LIST}edit/{directive.pk}/")
    assert edit.status_code == 404


def test_the_list_shows_what_is_late_first_in_few_queries(here: Office) -> None:
    today = timezone.localdate()
    received(here, number="3/A", due_on=today + timedelta(days=9))
    received(here, number="2/A", due_on=today - timedelta(days=1))
    received(here, number="1/A")
    client = admin_client(here.editor)
    client.get(LIST)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(LIST)
    assert len(queries) <= QUERIES
    rows = [
        " ".join(row.get_text(" ").split()) for row in soup(answer).select("tbody tr")
    ]
    assert [row.split(" ·")[0].split()[-1] for row in rows] == ["2/A", "3/A", "1/A"]
    assert "Quá hạn" in rows[0]
