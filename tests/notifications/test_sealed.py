"""No table and no letter holds a word of an item that nobody may know of."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from cms.core.models import EditorialRecord
from cms.moderation.models import Notice, NoticeKind
from cms.moderation.notifying import name_of
from cms.moderation.services import decide, submit_item
from cms.notifications.models import Notification
from cms.notifications.services import add_recipient, gather
from sites.models import Capability
from tests.factories.moderation import EDITED, Board, record_of
from tests.factories.people import person_of
from tests.notifications.conftest import deliver

pytestmark = [pytest.mark.django_db, pytest.mark.service_postgres]
TITLE = "Quyết định nhân sự tuyệt mật"
TABLES = ("jobs_job", "notifications_%", "deadlines_due%")


def tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE tablename LIKE ANY(%s) ORDER BY 1",
            [list(TABLES)],
        )
        return [name for (name,) in cursor.fetchall()]


def stored() -> str:
    """Return everything that stands in the tables of jobs and notifications."""
    found = []
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f"SELECT row_to_json(t)::text FROM {table} t")  # noqa: S608
            found += [row for (row,) in cursor.fetchall()]
    return "\n".join(found)


def test_the_title_of_an_item_under_embargo_stands_nowhere(desk: Board) -> None:
    page = desk.draft(title=TITLE)
    record = record_of(page)
    EditorialRecord.objects.filter(pk=record.pk).update(
        embargo_until=timezone.now() + timedelta(days=2)
    )
    submit_item(page=page, actor=desk.writer, note=f"Xem kỹ {TITLE}")
    assert Notice.objects.filter(person=desk.editor).exists()
    assert Notification.objects.get().person == desk.editor
    now = timezone.now() + timedelta(seconds=1)
    gather(now=now)
    assert "notifications.send" in stored()
    assert "mật" not in stored()
    assert deliver(now) == 0
    assert "mật" not in stored()
    [letter] = mail.outbox
    assert letter.to == [desk.editor.email]
    assert letter.subject == "Chờ bạn duyệt: Một tin bài chưa công bố"
    assert "mật" not in f"{letter.subject} {letter.body}"
    assert len(tables()) >= 9


def test_who_was_added_reads_of_it_and_whose_step_is_over_does_not(
    desk: Board,
) -> None:
    reader = person_of(desk.living.unit, Capability.SECRETARY)
    kind = name_of(NoticeKind.AWAITED)
    add_recipient(unit=desk.living.unit, kind=kind, person=reader)
    case = submit_item(page=desk.draft(), actor=desk.writer)
    decide(case=case, actor=desk.editor, word=EDITED)
    deliver(timezone.now() + timedelta(seconds=1))
    told = sorted(to for letter in mail.outbox for to in letter.to)
    assert told == sorted([reader.email, desk.publisher.email])
