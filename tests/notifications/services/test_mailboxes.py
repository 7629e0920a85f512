"""A mailbox that a server refuses is remembered, shown, and mended."""

from datetime import timedelta
from threading import Event

import pytest
from django.core.mail import send_mail
from pytest_django import Settings

from cms.jobs.lane import Lane
from cms.jobs.models import Job
from cms.jobs.registry import find
from cms.jobs.work import RetryLater
from cms.notifications.models import DeadMailbox, Letter, Notification
from cms.notifications.services import gather, note_refused, send, try_again
from cms.notifications.services.gathering import TOPIC
from tests.factories.moderation import Board
from tests.jobs.smtp import FINE, Post
from tests.notifications.conftest import NOON, deliver, states, tell, works

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("where", "answer"),
    [
        ("to_recipient", b"550 5.1.1 no such user"),
        ("to_data", b"554 5.7.1 refused after all"),
    ],
)
def test_refused_for_good_it_is_dead_and_nothing_is_lost(
    desk: Board, post: Post, where: str, answer: bytes
) -> None:
    setattr(post, where, answer)
    tell(desk)
    deliver()
    dead = DeadMailbox.objects.get()
    assert dead.address == desk.editor.email
    assert dead.words == f"Máy chủ thư từ chối: {answer.decode()}"
    assert dead.since == NOON
    assert post.taken == []
    assert Notification.objects.waiting().count() == 1
    assert not Letter.objects.exists()
    assert deliver() == 0  # nothing more is sent there
    setattr(post, where, FINE)
    try_again(mailbox=dead)
    assert deliver() == 1
    assert [to for to, _raw in post.taken] == [desk.editor.email]
    assert states() == ["sent"]


@pytest.mark.parametrize(
    ("where", "answer"),
    [
        ("to_recipient", b"450 4.2.1 try later"),
        ("to_recipient", b"452 4.2.2 mailbox full"),
        ("to_data", b"451 4.3.0 greylisted"),
    ],
)
def test_refused_for_now_it_is_tried_again(
    desk: Board, post: Post, where: str, answer: bytes
) -> None:
    setattr(post, where, answer)
    tell(desk)
    gather(now=NOON)
    [work] = works()
    with pytest.raises(RetryLater):
        send(letter_id=work.payload["letter"], now=NOON)
    assert not DeadMailbox.objects.exists()
    setattr(post, where, FINE)
    send(letter_id=work.payload["letter"], now=NOON + timedelta(minutes=1))
    assert len(post.taken) == 1
    assert states() == ["sent"]


def test_a_slow_server_is_not_waited_for(
    desk: Board, post: Post, settings: Settings
) -> None:
    settings.EMAIL_TIMEOUT = 0.05
    post.silent = Event()
    tell(desk)
    gather(now=NOON)
    [work] = works()
    with pytest.raises(RetryLater, match="không trả lời"):
        send(letter_id=work.payload["letter"], now=NOON)
    assert states() == ["waiting"]
    assert not DeadMailbox.objects.exists()


def test_a_letter_of_another_room_marks_the_mailbox_as_well(
    post: Post, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "cms.jobs.mail.OutboxBackend"
    post.to_recipient = b"550 5.1.1 gone"
    send_mail("Thư mời", "Kính gửi", "dinh@thu.vn", ["Moi@thu.vn"])
    Lane(owner="a", stopping=Event(), prompt=False).drain()
    dead = DeadMailbox.objects.get()
    assert (dead.address, dead.words) == (
        "moi@thu.vn",
        "Máy chủ thư từ chối: 550 5.1.1 gone",
    )
    assert Job.objects.get(topic="jobs.mail").state == "dead"


def test_a_refused_sender_is_no_fault_of_the_mailbox(
    post: Post, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "cms.jobs.mail.OutboxBackend"
    post.to_sender = b"553 not you"
    send_mail("Thư mời", "Kính gửi", "dinh@thu.vn", ["moi@thu.vn"])
    Lane(owner="a", stopping=Event(), prompt=False).drain()
    assert not DeadMailbox.objects.exists()
    assert Job.objects.get(topic="jobs.mail").state == "dead"


def test_it_is_dead_since_the_first_time(db: None) -> None:
    note_refused(address="A@thu.vn", words="một", now=NOON)
    note_refused(address="a@thu.vn", words="hai " * 200, now=NOON + timedelta(days=1))
    dead = DeadMailbox.objects.get()
    assert (dead.since, dead.words[:3], len(dead.words)) == (NOON, "hai", 400)


def test_letters_have_a_handler_of_their_own() -> None:
    handler = find(TOPIC)
    assert handler is not None
    assert not handler.prompt
