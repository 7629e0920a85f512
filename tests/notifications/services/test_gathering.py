"""What waits for one person leaves together."""

from datetime import time, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.jobs.models import Job
from cms.notifications.kinds import Mode
from cms.notifications.models import Letter, Notification
from cms.notifications.services import (
    add_recipient,
    choose_for_unit,
    gather,
    note_refused,
)
from cms.notifications.services.gathering import TOPIC
from sites.models import Capability
from tests.factories.moderation import Board
from tests.factories.people import person_of
from tests.notifications.conftest import NEAR, NOON, at, deliver, states, tell

pytestmark = pytest.mark.django_db


def daily(desk: Board) -> None:
    modes = {NEAR: Mode.DIGEST}
    choose_for_unit(unit=desk.living.unit, modes=modes, digest_at=time(8))


def test_several_within_moments_share_a_letter(desk: Board) -> None:
    for title in ("Tin một", "Tin hai", "Tin ba"):
        tell(desk, page=desk.draft(title=title))
    tell(desk, desk.writer, page=desk.draft(title="Tin bốn"))
    assert deliver() == 2
    first, second = sorted(mail.outbox, key=lambda one: len(one.body), reverse=True)
    assert first.to == [desk.editor.email]
    assert first.subject == "3 thông báo mới"
    assert all(f"“Tin {word}”" in first.body for word in ("một", "hai", "ba"))
    assert second.to == [desk.writer.email]
    assert second.subject.startswith("Đến hạn lúc 17:00")
    assert "Tin bốn" in second.subject
    assert deliver() == 0


def test_what_is_not_due_waits(desk: Board) -> None:
    daily(desk)
    tell(desk)
    assert deliver(at(7, 59, day=25)) == 0
    assert mail.outbox == []
    assert deliver(at(8, day=25)) == 1
    assert states() == ["sent"]


def test_a_daily_letter_comes_once_a_day(desk: Board) -> None:
    """Two units with two hours, or an hour that was changed: the rest is for tomorrow."""
    daily(desk)
    tell(desk)
    deliver(at(8, day=25))
    tell(desk, now=at(8, 1, day=25))
    Notification.objects.filter(state="waiting").update(send_at=at(9, day=25))
    assert deliver(at(9, day=25)) == 0
    assert len(mail.outbox) == 1
    assert deliver(at(9, day=26)) == 1
    letters = Letter.objects.order_by("digest_on").values_list("digest_on", flat=True)
    assert [day.day for day in letters if day] == [25, 26]


def test_what_comes_at_once_does_not_wait_for_the_daily_letter(desk: Board) -> None:
    daily(desk)
    tell(desk)
    tell(desk, kind="deadline.passed")
    assert deliver() == 1
    assert mail.outbox[0].subject.startswith("Đã quá hạn")
    assert sorted(states()) == ["sent", "waiting"]


def test_a_dead_mailbox_gets_no_letter_and_loses_nothing(desk: Board) -> None:
    note_refused(address=desk.editor.email.upper(), words="550 không có", now=NOON)
    tell(desk)
    assert deliver() == 0
    assert not Job.objects.filter(topic=TOPIC).exists()
    desk.editor.email = "moi@dinh.example"
    desk.editor.save()
    assert deliver() == 1
    assert mail.outbox[0].to == ["moi@dinh.example"]


def test_an_address_that_was_taken_away_is_waited_for(desk: Board) -> None:
    tell(desk)
    desk.editor.email = ""
    desk.editor.save()
    assert deliver() == 0
    assert states() == ["waiting"]


def test_a_shared_mailbox_has_a_letter_of_its_own(desk: Board) -> None:
    add_recipient(unit=desk.living.unit, kind=NEAR, address="bbt@dinh.example")
    tell(desk)
    assert deliver() == 2
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(
        [desk.editor.email, "bbt@dinh.example"]
    )
    [shared] = [one for one in mail.outbox if one.to == ["bbt@dinh.example"]]
    assert "Kính gửi" not in shared.body
    assert "/admin/thong-bao/cua-toi/" not in shared.body


def test_a_thousand_for_fifty_people_cost_a_few_statements(desk: Board) -> None:
    people = [person_of(desk.living.unit, Capability.EDITOR) for _ in range(50)]
    page = desk.draft()
    for _ in range(20):
        tell(desk, *people, page=page)
    assert Notification.objects.count() == 1_000
    with CaptureQueriesContext(connection) as queries:
        assert gather(now=NOON + timedelta(seconds=20)) == 50
    assert len(queries) <= 12
    assert Job.objects.filter(topic=TOPIC).count() == 50
