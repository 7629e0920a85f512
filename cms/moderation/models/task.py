"""What stands for a route in Wagtail: an immutable workflow of our own tasks.

Wagtail's screens ask them; the engine registers itself as what they hand over to, for it
stands above the models.
"""

from typing import Any, ClassVar, Protocol

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState, Workflow, WorkflowState

from cms.routes.models import RouteStep


class Engine(Protocol):
    """What Wagtail's screens may set off."""

    def submitted(self, page: Any, user: AbstractUser) -> WorkflowState: ...

    def resubmitted(self, state: WorkflowState, user: AbstractUser) -> TaskState: ...

    def acted(
        self, state: TaskState, user: AbstractUser, action: str, facts: dict[str, Any]
    ) -> None: ...

    def actions(self, page: Any, user: AbstractUser) -> list[tuple[str, str, bool]]: ...

    def reviewable(self, user: AbstractUser, task: Task) -> Any: ...

    def form_for(self, action: str) -> Any: ...


class RouteTask(Task):
    """A step of a route's version. While it runs the page is frozen for everybody."""

    engine: ClassVar[Engine]

    step = models.OneToOneField(
        RouteStep, on_delete=models.PROTECT, related_name="task"
    )

    admin_form_fields: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("step of a route of approval")
        verbose_name_plural = _("steps of routes of approval")
        default_permissions = ()

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """Begin anew: Wagtail calls this when somebody submits a returned item."""
        return self.engine.resubmitted(workflow_state, user)

    def on_action(
        self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any
    ) -> None:
        self.engine.acted(task_state, user, action_name, kwargs)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        return self.engine.actions(obj, user)

    def get_form_for_action(self, action: str) -> Any:
        return self.engine.form_for(action)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        return True

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        return self.engine.reviewable(user, self)

    @classmethod
    def get_description(cls) -> str:
        return str(_("Belongs to a route of approval, which is drawn up in the desk"))


class RouteWorkflow(Workflow):
    """The workflow of a route's version, as a page to be submitted gets it."""

    engine: ClassVar[Engine]

    class Meta:
        proxy = True
        default_permissions = ()

    def start(self, obj: Any, user: Any) -> WorkflowState:
        return self.engine.submitted(obj, user)
