"""What the keepers of the house decide about dead letters, and that they did."""

from django.db import transaction
from wagtail.log_actions import log

from cms.jobs.models import Job
from cms.jobs.services import drop, retry, retry_all
from cms.users.models import User


@transaction.atomic
def retry_job(*, job: Job, actor: User) -> None:
    """Let a dead letter begin anew. Raises ``RefusedError``."""
    retry(job=job)
    log(instance=job, action="dinh.retry_job", user=actor, data={})


@transaction.atomic
def retry_topic(*, job: Job, actor: User) -> int:
    """Let all dead letters like this one begin anew; return how many could."""
    number = retry_all(topic=job.topic)
    log(
        instance=job,
        action="dinh.retry_jobs",
        user=actor,
        data={"topic": job.topic, "number": number},
    )
    return number


@transaction.atomic
def drop_job(*, job: Job, actor: User, reason: str) -> None:
    """Put a dead letter aside for good, with a reason. Raises ``RefusedError``."""
    drop(job=job, reason=reason)
    log(instance=job, action="dinh.drop_job", user=actor, data={"reason": reason})
