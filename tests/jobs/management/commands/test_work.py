"""``manage.py work`` in its two forms that end."""

import pytest
from django.core.management import CommandError, call_command

from cms.jobs.models import Job
from cms.jobs.services import enqueue
from tests.jobs.conftest import TOPIC, Deeds

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]


def test_drain_does_all_that_is_due(deeds: Deeds) -> None:
    for _job in range(5):
        enqueue(topic=TOPIC)
    call_command("work", "--drain")
    assert len(deeds.done) == 5
    assert not Job.objects.filter(topic=TOPIC, state="ready").exists()


def test_once_does_one(deeds: Deeds) -> None:
    for _job in range(5):
        enqueue(topic=TOPIC, priority=-20)
    call_command("work", "--once")
    assert len(deeds.done) == 1


def test_both_are_refused() -> None:
    with pytest.raises(CommandError):
        call_command("work", "--once", "--drain")
