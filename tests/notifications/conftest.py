"""A board, somebody to be told, and letters that stay in the test's own outbox."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from pytest_django import Settings

from cms.deadlines.clocks import ZONE
from cms.jobs.models import Job
from cms.jobs.services import claim
from cms.jobs.work import Work
from cms.notifications.models import Notification
from cms.notifications.services import gather, notify
from cms.notifications.services.gathering import TOPIC
from cms.notifications.tasks import send_letter
from tests.factories.moderation import Board, board, record_of
from tests.jobs.smtp import Post, post_office
from tests.plugins.kept import kept

NEAR, PASSED = "deadline.near", "deadline.passed"


def at(hour: int, minute: int = 0, day: int = 24) -> datetime:
    """Return a moment of November 2026 in Việt Nam; the 24th is a Tuesday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


NOON = at(12)


@pytest.fixture(autouse=True)
def kept_letters(settings: Settings) -> None:
    settings.MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
@kept
def desk(db: None) -> Board:
    return board()


@pytest.fixture
def post(settings: Settings) -> Iterator[Post]:
    """A mail server on this machine."""
    settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_TIMEOUT = 5
    with post_office() as office:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
        yield office


def tell(desk: Board, *people: Any, now: datetime = NOON, **told: Any) -> None:
    """Tell people that an item is due; the editor unless others are named."""
    page = told.pop("page", None) or desk.draft()
    notify(
        kind=told.pop("kind", NEAR),
        unit_id=desk.living.unit.pk,
        people=[person.pk for person in people or (desk.editor,)],
        record=record_of(page),
        now=now,
        due_at=at(17).isoformat(),
        **told,
    )


def works(now: datetime = NOON) -> list[Work]:
    return claim(owner="thu", topics=[TOPIC], limit=99, now=now)


def deliver(now: datetime = NOON) -> int:
    """Do what the clock does; return how many letters were asked for."""
    asked = gather(now=now)
    for work in works(now):
        send_letter(work)
        Job.objects.filter(pk=work.pk).delete()
    return asked


def states() -> list[str]:
    return list(Notification.objects.values_list("state", flat=True))
