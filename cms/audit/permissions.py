"""Who may read the security log. Nobody may write in it."""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractUser
from django.db.models import Model, QuerySet

from cms.audit.models import SecurityEntry
from sites.models import Capability
from sites.permissions import allow
from sites.policies import UnitPolicy

READERS = (Capability.AUDITOR, Capability.UNIT_ADMIN, Capability.STANDING_OFFICE)


def grant() -> None:
    """Join the house's table of capabilities; called once when apps are ready."""
    allow(READERS, "audit.view_securityentry")


class LogPolicy(UnitPolicy):
    """An entry is read by its unit; what concerns no unit only by the house's keepers."""

    def instances_user_has_any_permission_for(
        self, user: AbstractUser, actions: Iterable[str]
    ) -> "QuerySet[Model]":
        if user.is_superuser and self.actions.intersection(actions):
            everything: QuerySet[Model] = SecurityEntry.objects.all()
            return everything
        return super().instances_user_has_any_permission_for(user, actions)

    def user_has_permission_for_instance(
        self, user: AbstractUser, action: str, instance: SecurityEntry
    ) -> bool:
        if user.is_superuser:
            return self.user_has_permission(user, action)
        return super().user_has_permission_for_instance(user, action, instance)


LOG = LogPolicy(SecurityEntry, ("view",))
