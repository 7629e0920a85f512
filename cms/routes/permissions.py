"""Who may read and draw up routes."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db.models import Model, QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

from cms.routes.models import Route
from sites.models import Capability, Portal
from sites.permissions import allow
from sites.policies import UnitPolicy
from sites.querysets import PortalQuerySet

KEEPERS_OF_ROUTES = (
    Capability.HEAD_OF_UNIT,
    Capability.UNIT_ADMIN,
    Capability.STANDING_OFFICE,
)
READERS = (
    Capability.EDITOR,
    Capability.SECRETARY,
    Capability.PUBLISHER,
    Capability.AUDITOR,
)


def grant() -> None:
    """Join the house's table of capabilities; called once when apps are ready."""
    allow(KEEPERS_OF_ROUTES, "routes.view_route", "routes.change_route")
    allow(READERS, "routes.view_route")


class RoutePolicy(UnitPolicy):
    """A route belongs to the unit of its portal: a role counts there only."""

    def user_has_permission_for_instance(
        self, user: AbstractUser, action: str, instance: Any
    ) -> bool:
        rows = self.instances_user_has_any_permission_for(user, [action])
        return rows.filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(
        self, user: AbstractUser, actions: Iterable[str]
    ) -> "QuerySet[Model]":
        rows: QuerySet[Model] = Route.objects.filter(
            portal__unit__in=self.units(user, actions)
        )
        return rows

    def portals(self, user: AbstractUser, actions: Iterable[str]) -> PortalQuerySet:
        """Return the portals for which the person may take any of the actions."""
        units = self.units(user, actions)
        portals: PortalQuerySet = Portal.objects.filter(unit__in=units)
        return portals.select_related("unit", "site__root_page").in_order()

    # Nobody is told of routes, so nobody asks who may keep them.
    users_with_any_permission = ModelPermissionPolicy.users_with_any_permission
    users_with_any_permission_for_instance = (
        ModelPermissionPolicy.users_with_any_permission_for_instance
    )


ROUTES = RoutePolicy(Route, ("change", "view"))
