"""What is approved goes out at its moment, at most two seconds late, by a worker."""

from datetime import timedelta
from threading import Event

import pytest
from django.utils import timezone

from cms.jobs import registry
from cms.jobs.lane import IDLE_SECONDS, Lane
from cms.jobs.models import Job
from cms.moderation.models import CaseState
from cms.moderation.services import submit_item
from cms.moderation.tasks import RELEASE
from tests.factories.moderation import approve_all, board
from tests.jobs.conftest import Clock

pytestmark = [pytest.mark.django_db]
EXACT = timedelta(seconds=2)


@pytest.mark.parametrize("offset", [0.0, 0.999])
def test_within_two_seconds(offset: float) -> None:
    """With a clock of its own: a worker looks, sleeps a second, looks again."""
    desk = board()
    case = approve_all(submit_item(page=desk.draft(), actor=desk.writer), desk)
    clock = Clock(timezone.now().replace(microsecond=0) + timedelta(seconds=offset))
    worker = Lane(owner="a", stopping=Event(), prompt=True, clock=clock)
    assert case.release_at is not None
    hour = case.release_at
    while case.state == CaseState.APPROVED:
        assert clock() < hour + EXACT
        if not worker.turn():
            clock.passes(seconds=IDLE_SECONDS)
        case.refresh_from_db()
    assert case.state == CaseState.RELEASED
    assert clock() >= hour


def test_it_is_looked_for_each_second() -> None:
    assert registry.recurring()[RELEASE] == timedelta(seconds=1)
    assert RELEASE in registry.topics(prompt=True)


def test_what_fails_is_tried_again_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_facts: object) -> None:
        raise OSError("đĩa đầy")

    monkeypatch.setattr("cms.moderation.tasks.release_due", fail)
    clock = Clock(timezone.now())
    Lane(owner="a", stopping=Event(), prompt=True, clock=clock).drain()
    job = Job.objects.get(topic=RELEASE)
    assert (job.state, job.attempts) == ("ready", 1)
    assert job.next_at - clock() == timedelta(seconds=1)
