"""Who may plan changes of units, and carry them out."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db.models import Model, QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

from cms.reorganisation.models import Change
from cms.reorganisation.selectors import changes_within
from sites.models import Capability
from sites.permissions import allow
from sites.selectors import units_allowing

ADD, CHANGE, VIEW = (
    f"reorganisation.{action}_change" for action in ("add", "change", "view")
)
ACTIONS = {"add": ADD, "change": CHANGE, "view": VIEW}


def grant() -> None:
    """Join the house's table of capabilities; called once when apps are ready."""
    allow((Capability.STANDING_OFFICE,), ADD, CHANGE, VIEW)
    allow((Capability.AUDITOR,), VIEW)


class ChangePolicy(ModelPermissionPolicy):
    """A change is for whoever stands above all of its units (ORG-11). Nothing is deleted."""

    def user_has_permission(self, user: AbstractUser, action: str) -> bool:
        return action in ACTIONS and bool(super().user_has_permission(user, action))

    def user_has_permission_for_instance(
        self, user: AbstractUser, action: str, instance: Any
    ) -> bool:
        rows = self.instances_user_has_any_permission_for(user, [action])
        return rows.filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(
        self, user: AbstractUser, actions: Iterable[str]
    ) -> "QuerySet[Model]":
        names = [ACTIONS[action] for action in actions if action in ACTIONS]
        everything: QuerySet[Model] = Change.objects.all()
        if user.is_superuser:
            return everything
        units = units_allowing(user, *names).values("pk")
        return changes_within(units, user.pk)


CHANGES = ChangePolicy(Change)
