"""Who plans what is written, who takes it up, who looks on.

A role counts for its own unit; a standing office's for the units below as well. What
somebody may look at is a question of rows: see ``visible_to`` of each model.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db.models import QuerySet

from cms.planning.models import Assignment, Campaign, Meeting, Orientation, WritingPlan
from sites.models import Capability
from sites.permissions import allow
from sites.policies import UnitPolicy

PLANNERS = (
    Capability.PUBLISHER,
    Capability.UNIT_ADMIN,
    Capability.STANDING_OFFICE,
)
READERS = (
    Capability.EDITOR,
    Capability.SECRETARY,
    Capability.HEAD_OF_UNIT,
    Capability.AUDITOR,
)
# Roles that write: for them assignments are, and notes from above.
WRITERS = (
    Capability.CONTRIBUTOR,
    Capability.EDITOR,
    Capability.TECHNICAL_EDITOR,
    Capability.SECRETARY,
    Capability.PUBLISHER,
    Capability.HEAD_OF_UNIT,
    Capability.UNIT_ADMIN,
)
KEPT = ("assignment", "writingplan", "campaign", "meeting", "orientation")
ACTIONS = ("add", "change", "view")
TAKE = "planning.take_assignment"
VIEW = "view"


def grant() -> None:
    """Join the house's table of capabilities; called once when apps are ready."""
    for model in KEPT:
        allow(PLANNERS, *(f"planning.{action}_{model}" for action in ACTIONS))
        allow(READERS, f"planning.view_{model}")
    allow(WRITERS, TAKE)


def writes(user: Any) -> bool:
    """Tell whether any role lets the person write: notes and assignments are for them."""
    return bool(user.is_active and user.has_perm(TAKE))


class ShownPolicy(UnitPolicy):
    """For what writers see a part of, although they keep nothing of it."""

    def user_has_permission(self, user: AbstractUser, action: str) -> bool:
        if action == VIEW and writes(user):
            return True
        return super().user_has_permission(user, action)

    def user_has_any_permission(
        self, user: AbstractUser, actions: Iterable[str]
    ) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(
        self, user: AbstractUser, action: str, instance: Any
    ) -> bool:
        if action != VIEW:
            return super().user_has_permission_for_instance(user, action, instance)
        rows = self.instances_user_has_any_permission_for(user, [VIEW])
        return rows.filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(
        self, user: AbstractUser, actions: Iterable[str]
    ) -> "QuerySet[Any]":
        if VIEW not in set(actions):
            return super().instances_user_has_any_permission_for(user, actions)
        rows: QuerySet[Any] = self.model._default_manager.visible_to(user)
        return rows


# Nobody deletes what was planned: it is cancelled, ends, or is withdrawn.
ASSIGNMENTS = ShownPolicy(Assignment, (*ACTIONS, "take"))
CAMPAIGNS = ShownPolicy(Campaign, ACTIONS)
ORIENTATIONS = ShownPolicy(Orientation, ACTIONS)
PLANS = UnitPolicy(WritingPlan, ACTIONS)
MEETINGS = UnitPolicy(Meeting, ACTIONS)
