"""Letters: rows of what they are about, sent after it, once for each mailbox."""

import email
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import policy
from threading import Event

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from cms.jobs.lane import Lane
from cms.jobs.mail import TOPIC
from cms.jobs.models import Job, JobState
from tests.jobs.conftest import Clock, lane
from tests.jobs.smtp import FINE, Post, post_office

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]
SUBJECT, BODY = "Giấy mời họp", "Kính gửi ông/bà: họp lúc 8 giờ, mã 4711."


@pytest.fixture
def post(settings: Settings) -> Iterator[Post]:
    settings.EMAIL_BACKEND = "cms.jobs.mail.OutboxBackend"
    settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_TIMEOUT = 5
    with post_office() as office:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
        yield office


def worker() -> Lane:
    return lane(Clock(timezone.now()))


def write(*to: str) -> None:
    send_mail(SUBJECT, BODY, "dinh@thu.vn", to or ("a@thu.vn",))


def the_job() -> tuple[str, str]:
    job = Job.objects.get(topic=TOPIC)
    return (job.state, job.last_error)


def test_a_letter_is_a_row_and_leaves_after_it(post: Post) -> None:
    write()
    job = Job.objects.get()
    assert (job.topic, job.state, job.payload["to"]) == (TOPIC, "ready", "a@thu.vn")
    assert post.taken == []
    worker().drain()
    [(recipient, raw)] = post.taken
    letter = email.message_from_bytes(raw, policy=policy.default)
    assert (recipient, letter["Subject"], letter["To"]) == (
        *("a@thu.vn", SUBJECT, "a@thu.vn"),
    )
    assert letter.get_content().strip() == BODY
    job.refresh_from_db()
    assert (job.state, job.payload) == (JobState.DONE, {})


def test_it_goes_with_the_transaction_it_is_about(post: Post) -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_the_name_of_a_letter_stays_the_same(post: Post) -> None:
    """Sent twice by a worker that was killed in between, it shows once."""
    write()
    job = Job.objects.get()
    for _time in range(2):
        Job.objects.update(state=JobState.READY, payload=job.payload)
        worker().drain()
    first, second = (email.message_from_bytes(raw) for _to, raw in post.taken)
    assert first["Message-ID"] == second["Message-ID"] is not None


def test_each_mailbox_gets_its_own(post: Post) -> None:
    message = EmailMultiAlternatives(
        SUBJECT, BODY, "dinh@thu.vn", ["a@thu.vn", "b@thu.vn"], bcc=["c@thu.vn"]
    )
    message.cc = ["a@thu.vn"]
    message.attach_alternative(f"<p>{BODY}</p>", "text/html")
    message.attach("bản.pdf", b"%PDF-\xff\x00", "application/pdf")
    assert message.send() == 1
    worker().drain()
    assert sorted(to for to, _raw in post.taken) == ["a@thu.vn", "b@thu.vn", "c@thu.vn"]
    letter = email.message_from_bytes(post.taken[0][1], policy=policy.default)
    assert letter["Bcc"] is None
    [attached] = letter.iter_attachments()
    assert attached.get_filename() == "bản.pdf"
    assert attached.get_content() == b"%PDF-\xff\x00"


def test_a_letter_to_nobody_is_none(post: Post) -> None:
    assert EmailMessage(SUBJECT, BODY, to=[]).send() == 0
    assert not Job.objects.exists()


@contextmanager
def nothing_said(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Prove that no word of a letter, nor who gets it, stands in the log."""
    yield
    for word in (SUBJECT, "4711", "a@thu.vn"):
        assert word not in caplog.text


@pytest.mark.parametrize(
    ("where", "answer", "state"),
    [
        ("to_recipient", b"550 5.1.1 no such user", JobState.DEAD),
        ("to_recipient", b"450 4.2.1 try later", JobState.READY),
        ("to_recipient", b"452 4.2.2 mailbox full", JobState.READY),
        ("to_sender", b"553 not you", JobState.DEAD),
        ("to_sender", b"451 not now", JobState.READY),
        ("to_data", b"554 5.7.1 looks like spam", JobState.DEAD),
        ("to_data", b"451 4.3.0 greylisted", JobState.READY),
    ],
)
def test_what_the_server_refuses(
    post: Post,
    caplog: pytest.LogCaptureFixture,
    where: str,
    answer: bytes,
    state: str,
) -> None:
    setattr(post, where, answer)
    write()
    with nothing_said(caplog):
        worker().drain()
    reason = f"Máy chủ thư từ chối: {answer.decode()}"
    assert the_job() == (state, reason)
    assert post.taken == []


def test_a_server_that_comes_back_gets_the_letter(
    post: Post, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    write()
    clock = Clock(timezone.now())
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings.EMAIL_PORT = taken.getsockname()[1]
    with nothing_said(caplog):
        lane(clock).drain()
    assert the_job()[0] == JobState.READY
    assert "ConnectionRefusedError" in the_job()[1]
    settings.EMAIL_PORT, post.hangs_up = post.port, True
    clock.passes(minutes=2)
    lane(clock).drain()
    assert "SMTPServerDisconnected" in the_job()[1]
    post.hangs_up = False
    clock.passes(minutes=4)
    lane(clock).drain()
    assert the_job() == (JobState.DONE, "")
    assert len(post.taken) == 1


def test_a_silent_server_is_not_waited_for(post: Post, settings: Settings) -> None:
    settings.EMAIL_TIMEOUT = 0.05
    post.silent = Event()
    write()
    worker().drain()
    assert the_job() == (JobState.READY, "Máy chủ thư không trả lời kịp thời hạn.")


def test_a_wrong_password_of_the_house_kills_no_letter(
    post: Post, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "dinh", "bi-mat"
    monkeypatch.setattr(
        Post,
        "answer",
        lambda _post, line: {
            b"EHLO": b"250-thu\r\n250 AUTH PLAIN",
            b"AUTH": b"535 wrong",
        }.get(line[:4].upper(), FINE),
    )
    write()
    worker().drain()
    state, reason = the_job()
    assert state == JobState.READY
    assert "535" in reason
    assert "bi-mat" not in reason
