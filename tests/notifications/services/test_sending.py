"""A letter leaves after it was asked again who may know."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.core.models import EditorialRecord
from cms.notifications.models import DeadMailbox, Letter, Notification
from cms.notifications.services import add_recipient, gather, remove_recipient, send
from sites.models import Capability, RoleAssignment
from tests.factories.moderation import Board, record_of
from tests.factories.people import person_of
from tests.notifications.conftest import NEAR, NOON, deliver, states, tell, works

pytestmark = pytest.mark.django_db
SOON = timedelta(days=3)


def test_a_letter_says_what_where_and_when(desk: Board) -> None:
    page = desk.draft(title="Hội làng & chợ quê")
    tell(desk, page=page)
    deliver()
    [letter] = mail.outbox
    record = record_of(page)
    assert letter.subject == "Đến hạn lúc 17:00 ngày 24/11/2026: “Hội làng & chợ quê”"
    assert f"http://localhost/admin/thoi-han/tin/{record.pk}/" in letter.body
    assert f"Kính gửi ông/bà {desk.editor.full_name}," in letter.body
    assert f"{desk.living.unit.name} · 12:00 24/11/2026" in letter.body
    sent = Letter.objects.get()
    assert letter.extra_headers["Message-ID"].startswith(f"<thong-bao-{sent.pk}-")
    assert sent.sent_at == NOON


def test_sent_again_it_does_not_leave_again(desk: Board) -> None:
    tell(desk)
    gather(now=NOON)
    [work] = works()
    send(letter_id=work.payload["letter"], now=NOON)
    send(letter_id=work.payload["letter"], now=NOON)
    send(letter_id=0, now=NOON)
    assert len(mail.outbox) == 1


def test_a_worker_killed_before_it_noted_it_sends_the_same_letter(
    desk: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(desk)
    gather(now=NOON)
    [work] = works()
    with monkeypatch.context() as patch:
        patch.setattr("cms.notifications.services.sending._note", _killed)
        with pytest.raises(KeyboardInterrupt):
            send(letter_id=work.payload["letter"], now=NOON)
    send(letter_id=work.payload["letter"], now=NOON)
    names = [letter.extra_headers["Message-ID"] for letter in mail.outbox]
    assert len(names) == 2
    assert len(set(names)) == 1


def _killed(*_args: object) -> None:
    raise KeyboardInterrupt


def test_whose_role_ended_in_the_meantime_is_told_nothing(desk: Board) -> None:
    tell(desk)
    RoleAssignment.objects.filter(user=desk.editor).update(valid_to=timezone.now())
    deliver()
    assert mail.outbox == []
    assert states() == ["dropped"]
    assert not Letter.objects.exists()


def test_whose_account_was_closed_is_told_nothing(desk: Board) -> None:
    tell(desk)
    desk.editor.is_active = False
    desk.editor.save()
    deliver()
    assert mail.outbox == []
    assert states() == ["dropped"]


def test_what_may_still_be_known_leaves_without_the_rest(desk: Board) -> None:
    secret = desk.draft(title="Bí mật")
    tell(desk, page=secret)
    tell(desk, page=desk.draft(title="Công khai"))
    EditorialRecord.objects.filter(pk=record_of(secret).pk).update(
        embargo_until=timezone.now() + SOON
    )
    deliver()
    [letter] = mail.outbox
    assert "Công khai" in letter.subject
    assert "Bí mật" not in letter.body
    assert sorted(states()) == ["dropped", "sent"]


def test_who_may_know_of_a_secret_reads_no_title(desk: Board) -> None:
    page = desk.draft(title="Bí mật")
    head = person_of(desk.living.unit, Capability.HEAD_OF_UNIT)
    EditorialRecord.objects.filter(pk=record_of(page).pk).update(
        embargo_until=timezone.now() + SOON
    )
    tell(desk, head, page=page)
    deliver()
    [letter] = mail.outbox
    assert letter.subject.endswith("Một tin bài chưa công bố")
    assert "Bí mật" not in f"{letter.subject} {letter.body}"


def test_a_shared_mailbox_learns_of_no_secret(desk: Board) -> None:
    add_recipient(unit=desk.living.unit, kind=NEAR, address="bbt@dinh.example")
    page = desk.draft(title="Bí mật")
    EditorialRecord.objects.filter(pk=record_of(page).pk).update(
        embargo_until=timezone.now() + SOON
    )
    tell(desk, page=page)
    deliver()
    assert mail.outbox == []


def test_a_mailbox_that_the_unit_took_away_gets_nothing(desk: Board) -> None:
    row = add_recipient(unit=desk.living.unit, kind=NEAR, address="bbt@dinh.example")
    tell(desk)
    remove_recipient(recipient=row)
    deliver()
    assert [letter.to for letter in mail.outbox] == [[desk.editor.email]]


def test_a_mailbox_that_died_meanwhile_keeps_what_it_had(desk: Board) -> None:
    tell(desk)
    gather(now=NOON)
    DeadMailbox.objects.create(address=desk.editor.email, since=NOON, words="550")
    for work in works():
        send(letter_id=work.payload["letter"], now=NOON)
    assert mail.outbox == []
    assert Notification.objects.waiting().count() == 1


def test_a_long_letter_asks_no_more_than_a_short_one(desk: Board) -> None:
    def cost(number: int) -> int:
        for place in range(number):
            tell(desk, page=desk.draft(title=f"Tin {number} {place}"))
        gather(now=NOON)
        [work] = works()
        with CaptureQueriesContext(connection) as queries:
            send(letter_id=work.payload["letter"], now=NOON)
        return len(queries)

    assert cost(2) == cost(6) <= 16
    assert len(mail.outbox) == 2
