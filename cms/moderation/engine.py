"""What Wagtail's own screens set off: they hand over to the same services as ours."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.models import Page, Task, TaskState, WorkflowState

from cms.core.workflows import register_desk
from cms.moderation import mirror
from cms.moderation.entrance import faults_of
from cms.moderation.models import Case, CaseState, RouteTask, RouteWorkflow
from cms.moderation.refusals import RefusedError
from cms.moderation.selectors import cases_awaiting, party_for, record_of
from cms.moderation.services import return_case, submit_item, withdraw
from cms.routes.matters import matter_of, version_for

RETURN = "reject"


class ReturnForm(forms.Form):
    """What Wagtail's dialogue asks for before it returns an item to its author."""

    comment = forms.CharField(
        label=gettext_lazy("What is to be mended"), widget=forms.Textarea
    )


class CaseEngine:
    """The desk as Wagtail's workflow rows know it."""

    def submitted(self, page: Any, user: Any) -> WorkflowState:
        return _state(_submit(page, user))

    def resubmitted(self, state: WorkflowState, user: Any) -> TaskState:
        page = state.content_object.specific
        current: TaskState | None = _state(_submit(page, user)).current_task_state
        if current is None:
            raise PermissionDenied
        return current

    def acted(
        self, state: TaskState, user: Any, action: str, facts: dict[str, Any]
    ) -> None:
        """Return the item. Approving needs checks that only the desk's screen asks for."""
        case = Case.objects.filter(workflow_state=state.workflow_state_id).first()
        if case is None or action != RETURN:
            raise PermissionDenied(_("Approve on the desk’s own screen."))
        try:
            return_case(
                case=case,
                actor=user,
                remark=str(facts.get("comment", "")),
                to_position=int(facts.get("to_position", 0)),
            )
        except RefusedError as refusal:
            raise PermissionDenied(str(refusal)) from refusal

    def actions(self, page: Any, user: Any) -> list[tuple[str, str, bool]]:
        case = Case.objects.with_facts().running().of_page(page.pk).first()
        if case is None or party_for(case, user, page.specific) is None:
            return []
        return [(RETURN, _("Return…"), True)]

    def reviewable(self, user: Any, task: Task) -> "QuerySet[TaskState]":
        waiting = cases_awaiting(user).values("workflow_state")
        states: QuerySet[TaskState] = TaskState.objects.filter(
            task=task,
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__in=waiting,
        )
        return states

    def form_for(self, action: str) -> type[ReturnForm]:
        return ReturnForm


class RoutesDesk:
    """What pages and their forms ask (``cms.core.workflows``)."""

    def workflow_of(self, page: Any) -> RouteWorkflow | None:
        record = record_of(page) if page.pk else None
        if record is None:
            return None
        matter = matter_of(page, record)
        version = version_for(matter) if matter else None
        if version is None or version.workflow_id is None:
            return None
        workflow: RouteWorkflow = RouteWorkflow.objects.get(pk=version.workflow_id)
        return workflow

    def faults_of(self, page: Page, user: Any) -> list[str]:
        return faults_of(page, user)


def install() -> None:
    """Take the places that lower rooms keep for the desk; called once."""
    RouteTask.engine = CaseEngine()
    RouteWorkflow.engine = RouteTask.engine
    register_desk(RoutesDesk())


def cancelled(state: WorkflowState, user: Any) -> None:
    """Withdraw the case whose mirror was cancelled on a screen of Wagtail's."""
    case = Case.objects.open().filter(workflow_state=state.pk).first()
    if case is None or user is None or case.state == CaseState.RELEASED:
        return
    try:
        withdraw(case=case, actor=user)
    except RefusedError as refusal:
        mirror.enter_step(case)  # Wagtail has cancelled it already
        raise PermissionDenied(str(refusal)) from refusal


def _submit(page: Any, user: Any) -> Case:
    try:
        return submit_item(page=page, actor=user)
    except RefusedError as refusal:
        raise PermissionDenied(str(refusal)) from refusal


def _state(case: Case) -> WorkflowState:
    state = case.workflow_state
    if state is None:
        raise PermissionDenied
    return state
