"""Who keeps a portal's old addresses, and who may release a hostname."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db.models import Model, QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

from cms.addresses.models import AddressRule
from sites.models import Capability, Portal, RetiredHostname
from sites.permissions import allow
from sites.policies import UnitPolicy
from sites.querysets import PortalQuerySet

KEEPERS = (Capability.UNIT_ADMIN, Capability.STANDING_OFFICE)
ACTIONS = ("add", "change", "delete", "view")
RETIRED_VIEW = "portals.view_retiredhostname"
RETIRED_CHANGE = "portals.change_retiredhostname"


def grant() -> None:
    """Join the house's table of capabilities; called once when apps are ready."""
    allow(KEEPERS, *(f"addresses.{action}_addressrule" for action in ACTIONS))
    allow((Capability.AUDITOR,), "addresses.view_addressrule", RETIRED_VIEW)
    allow(KEEPERS, RETIRED_VIEW)
    # An institution doesn't give its own former name to another: that is decided above.
    allow((Capability.STANDING_OFFICE,), RETIRED_CHANGE)


class PortalPolicy(UnitPolicy):
    """For what belongs to a portal: a role counts in the portal's own unit only."""

    def user_has_permission_for_instance(
        self, user: AbstractUser, action: str, instance: Any
    ) -> bool:
        rows = self.instances_user_has_any_permission_for(user, [action])
        return rows.filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(
        self, user: AbstractUser, actions: Iterable[str]
    ) -> "QuerySet[Model]":
        rows: QuerySet[Model] = self.model._default_manager.filter(
            portal__unit__in=self.units(user, actions)
        )
        return rows

    def portals(self, user: AbstractUser, actions: Iterable[str]) -> PortalQuerySet:
        """Return the portals for which the person may take any of the actions."""
        units = self.units(user, actions)
        return Portal.objects.filter(unit__in=units).select_related("unit", "site")

    # Nobody is told of old addresses, so nobody asks who may keep them.
    users_with_any_permission = ModelPermissionPolicy.users_with_any_permission
    users_with_any_permission_for_instance = (
        ModelPermissionPolicy.users_with_any_permission_for_instance
    )


RULES = PortalPolicy(AddressRule, ACTIONS)
RETIRED = PortalPolicy(RetiredHostname, ("change", "view"))
