"""What the admin shows of the work in the background."""

from typing import Any

from wagtail import hooks

from cms.operations.history import JobDropped, JobRetried, JobsRetried
from cms.operations.viewsets import JobViewSet


@hooks.register("register_admin_viewset")
def background_work() -> JobViewSet:
    return JobViewSet()


@hooks.register("register_log_actions")
def decisions(actions: Any) -> None:
    actions.register_action("dinh.retry_job")(JobRetried)
    actions.register_action("dinh.retry_jobs")(JobsRetried)
    actions.register_action("dinh.drop_job")(JobDropped)
