"""The contract of handlers, kept by one that writes here and one that writes letters."""

import email
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.mail import EmailMessage
from pytest_django import Settings

from cms.jobs.mail import TOPIC as MAIL, OutboxBackend
from cms.jobs.models import Job
from cms.jobs.work import GiveUp, Work
from tests.jobs.conftest import TOPIC, Deeds
from tests.jobs.contract import HandlerContract, Trial
from tests.jobs.smtp import Post, post_office

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]


class TestPlain(HandlerContract):
    @pytest.fixture
    def trial(self, deeds: Deeds) -> Trial:
        return Trial(
            topic=TOPIC,
            payload=lambda: {"n": 1},
            effects=lambda: [work.pk for work in deeds.done],
            failing=lambda: _raising(deeds, OSError("bận")),
            refusing=lambda: _raising(deeds, GiveUp("không bao giờ")),
        )


class TestAtomic(HandlerContract):
    """What it writes goes with the note that it is done, even where it is not idempotent."""

    @pytest.fixture
    def trial(self, handled: Callable[..., object]) -> Trial:
        deeds = Deeds()

        def leave_a_row(work: Work) -> None:
            deeds(work)
            row = {"topic": "tests.effect", "key": str(work.pk)}
            Job.objects.get_or_create(
                **row, defaults={"next_at": work.now, "created_at": work.now}
            )

        handled(leave_a_row, atomic=True, attempts=4)
        rows = Job.objects.filter(topic="tests.effect")
        return Trial(
            topic=TOPIC,
            payload=lambda: {"n": 1},
            effects=lambda: list(rows.values_list("key", flat=True)),
            failing=lambda: _raising(deeds, OSError("bận")),
            refusing=lambda: _raising(deeds, GiveUp("không bao giờ")),
        )


class TestMail(HandlerContract):
    @pytest.fixture
    def post(self, settings: Settings) -> Iterator[Post]:
        settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
        with post_office() as office:
            settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
            yield office

    @pytest.fixture
    def trial(self, post: Post, settings: Settings) -> Trial:
        return Trial(
            topic=MAIL,
            payload=_letter,
            effects=lambda: [
                email.message_from_bytes(raw)["Message-ID"] for _to, raw in post.taken
            ],
            failing=lambda: _answering(post, b"450 later"),
            refusing=lambda: _answering(post, b"550 never"),
        )


@contextmanager
def _raising(deeds: Deeds, fault: Exception) -> Iterator[None]:
    deeds.fault = fault
    yield
    deeds.fault = None


@contextmanager
def _answering(post: Post, words: bytes) -> Iterator[None]:
    usual, post.to_recipient = post.to_recipient, words
    yield
    post.to_recipient = usual


def _letter() -> dict[str, Any]:
    OutboxBackend().send_messages([EmailMessage("Thư", "Lời", to=["a@thu.vn"])])
    row = Job.objects.filter(topic=MAIL).latest("pk")
    row.delete()
    payload: dict[str, Any] = row.payload
    return payload
