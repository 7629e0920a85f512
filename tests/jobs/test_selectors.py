"""How it stands, in one query."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.jobs.models import Job, JobState
from cms.jobs.selectors import Standing, standings, topics_known, unknown_topics
from cms.jobs.services import enqueue
from tests.jobs.conftest import TOPIC, Clock

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.embedded,
    pytest.mark.usefixtures("deeds"),
]


def test_how_it_stands(clock: Clock, django_assert_num_queries: object) -> None:
    for state in (*JobState, JobState.READY):
        job = enqueue(topic=TOPIC, now=clock())
        Job.objects.filter(pk=job.pk).update(state=state)
    enqueue(topic="tests.unknown", run_at=clock() + timedelta(hours=1), now=clock())
    clock.passes(minutes=10)
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = standings(clock())
    assert found == [
        Standing(TOPIC, 2, 1, 1, timedelta(minutes=10), 0),
        Standing("tests.unknown", 1, 0, 0, timedelta(), 0),
    ]
    assert [one.is_known for one in found] == [True, False]
    assert [one.is_late for one in found] == [False, False]
    assert standings(clock.passes(seconds=1))[0].is_late


def test_what_nobody_handles() -> None:
    enqueue(topic="tests.unknown", now=timezone.now())
    enqueue(topic=TOPIC)
    assert unknown_topics() == ["tests.unknown"]
    assert {TOPIC, "tests.unknown", "jobs.mail"} <= set(topics_known())
