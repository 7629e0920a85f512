"""Letters keep what every handler keeps: lease, fence, retry, the same name."""

import email
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest

from cms.jobs import registry
from cms.notifications.models import Letter, Notification
from cms.notifications.services.gathering import TOPIC
from cms.notifications.tasks import send_letter
from tests.factories.moderation import Board, record_of
from tests.jobs.conftest import Clock
from tests.jobs.contract import HandlerContract, Trial
from tests.jobs.smtp import FINE, Post
from tests.notifications.conftest import NEAR, NOON, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock() -> Clock:
    return Clock()


@contextmanager
def saying(post: Post, where: str, answer: bytes) -> Iterator[None]:
    setattr(post, where, answer)
    yield
    setattr(post, where, FINE)


class TestLetters(HandlerContract):
    @pytest.fixture
    def trial(self, desk: Board, post: Post, monkeypatch: pytest.MonkeyPatch) -> Trial:
        monkeypatch.setattr(registry, "_handlers", {})
        registry.handler(TOPIC)(send_letter)
        record = record_of(desk.draft())

        def payload() -> dict[str, int]:
            letter = Letter.objects.create(person=desk.editor, made_at=NOON)
            Notification.objects.create(
                unit=desk.living.unit,
                person=desk.editor,
                kind=NEAR,
                record=record,
                facts={"due_at": at(17).isoformat()},
                told_at=NOON,
                send_at=NOON,
                letter=letter,
            )
            return {"letter": letter.pk}

        def effects() -> list[str]:
            return [
                str(email.message_from_bytes(raw)["Message-ID"])
                for _to, raw in post.taken
            ]

        failing = partial(saying, post, "to_recipient", b"450 later")
        refusing = partial(saying, post, "to_sender", b"553 not you")
        return Trial(TOPIC, payload, effects, failing, refusing)
