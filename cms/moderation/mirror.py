"""A case in Wagtail's own rows, so that its screens, locks and history go on working.

The case is the truth. While it runs, the page is locked by the task of the present step;
while it is returned, the author may edit.
"""

from django.db import models
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from cms.core.models import BasePage
from cms.moderation.models import Case, RouteTask
from cms.users.models import User


def begin(case: Case, page: BasePage, actor: User) -> WorkflowState:
    """Open the mirror of a case that sets out, or go on with the one it has.

    A case that follows another route gets another mirror.
    """
    state = case.workflow_state
    if state is not None and state.workflow_id != case.route_version.workflow_id:
        end(case, approved=False)
    if state is None or not state.is_active:
        state = WorkflowState(
            content_type=page.get_content_type(),
            base_content_type=page.get_base_content_type(),
            object_id=str(page.pk),
            workflow=case.route_version.workflow,
            requested_by=actor,
        )
    state.status = WorkflowState.STATUS_IN_PROGRESS
    state.save()
    case.workflow_state = state
    case.save(update_fields=["workflow_state"])
    enter_step(case)
    return state


def enter_step(case: Case) -> TaskState | None:
    """Let the present step's task be the running one."""
    state = case.workflow_state
    if state is None:
        return None
    _end_running(state, TaskState.STATUS_CANCELLED, None)
    task = RouteTask.objects.get(
        step__version=case.route_version_id, step__position=case.position
    )
    running = TaskState.objects.create(
        workflow_state=state, revision_id=case.revision_id, task=task
    )
    state.current_task_state = running
    state.status = WorkflowState.STATUS_IN_PROGRESS
    state.save()
    return running


def leave_step(case: Case, actor: User, remark: str = "") -> None:
    """Note in Wagtail's history that the present step is passed."""
    if case.workflow_state:
        _end_running(
            case.workflow_state, TaskState.STATUS_APPROVED, actor, remark=remark
        )


def refuse_step(case: Case, actor: User, remark: str) -> None:
    """Note in Wagtail's history that the present step sent the item back."""
    if case.workflow_state:
        _end_running(
            case.workflow_state, TaskState.STATUS_REJECTED, actor, remark=remark
        )


def give_back(case: Case, actor: User, remark: str) -> None:
    """Let the author edit: the step is rejected and waits to be submitted again."""
    refuse_step(case, actor, remark)
    state = case.workflow_state
    if state is None:
        return
    state.status = WorkflowState.STATUS_NEEDS_CHANGES
    state.save()


def end(case: Case, *, approved: bool) -> None:
    """Close the mirror: released, or withdrawn."""
    state = case.workflow_state
    if state is None or not state.is_active:
        return
    _end_running(
        state,
        TaskState.STATUS_APPROVED if approved else TaskState.STATUS_CANCELLED,
        None,
    )
    state.status = (
        WorkflowState.STATUS_APPROVED if approved else WorkflowState.STATUS_CANCELLED
    )
    state.save()


def _end_running(
    state: WorkflowState, status: str, actor: User | None, *, remark: str = ""
) -> None:
    running: models.QuerySet[TaskState] = state.task_states.filter(
        status=TaskState.STATUS_IN_PROGRESS
    )
    running.update(
        status=status, finished_at=timezone.now(), finished_by=actor, comment=remark
    )
    if state.current_task_state_id:
        state.current_task_state.refresh_from_db()
