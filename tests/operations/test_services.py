"""What a keeper decides about a dead letter is done, and written down with the name."""

import pytest
from wagtail.models import ModelLogEntry

from cms.jobs.models import Job, JobState
from cms.jobs.services import RefusedError, enqueue
from cms.operations.services import drop_job, retry_job, retry_topic
from cms.users.models import User
from tests.factories.people import UserFactory
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def keeper() -> User:
    keeper: User = UserFactory.create(superuser=True)
    return keeper


def dead_letter() -> Job:
    job = enqueue(topic="jobs.mail", payload={"to": "a@thu.vn"})
    Job.objects.filter(pk=job.pk).update(state=JobState.DEAD, last_error="550")
    job.refresh_from_db()
    return job


def written() -> list[tuple[str, object, dict[str, object]]]:
    return [
        (entry.action, entry.user, entry.data)
        for entry in ModelLogEntry.objects.order_by("pk")
    ]


def test_one_is_tried_again(keeper: User) -> None:
    job = dead_letter()
    retry_job(job=job, actor=keeper)
    job.refresh_from_db()
    assert job.state == JobState.READY
    assert written() == [("dinh.retry_job", keeper, {})]


def test_all_of_a_topic_are_tried_again(keeper: User) -> None:
    jobs = [dead_letter() for _ in range(3)]
    assert retry_topic(job=jobs[0], actor=keeper) == 3
    assert not Job.objects.dead().exists()
    facts = {"topic": "jobs.mail", "number": 3}
    assert written() == [("dinh.retry_jobs", keeper, facts)]


def test_one_is_dropped(keeper: User) -> None:
    job = dead_letter()
    drop_job(job=job, actor=keeper, reason="Người nhận đã nghỉ")
    job.refresh_from_db()
    assert (job.state, job.last_error) == (JobState.DROPPED, "Người nhận đã nghỉ")
    facts = {"reason": "Người nhận đã nghỉ"}
    assert written() == [("dinh.drop_job", keeper, facts)]


def test_what_is_refused_is_not_written(keeper: User) -> None:
    job = enqueue(topic="jobs.mail")
    for deed, facts in ((retry_job, {}), (drop_job, {"reason": "x"})):
        with pytest.raises(RefusedError):
            deed(job=job, actor=keeper, **facts)
    job.refresh_from_db()
    assert job.state == JobState.READY
    assert written() == []
