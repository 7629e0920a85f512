"""Policies of what belongs to the house or names its unit in a column."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db.models import Model, QuerySet
from wagtail.permission_policies import BasePermissionPolicy, ModelPermissionPolicy

from sites.models import Unit
from sites.permissions import capabilities_allowing
from sites.selectors import keepers, people_holding, units_allowing

EVERYTHING = frozenset({"add", "change", "delete", "view"})


class HousePolicy(BasePermissionPolicy):
    """For what only the house itself keeps: superusers, and only the named actions."""

    def __init__(self, model: Any, actions: Iterable[str] = EVERYTHING) -> None:
        super().__init__(model)
        self.actions = frozenset(actions)

    def user_has_permission(self, user: AbstractUser, action: str) -> bool:
        return action in self.actions and user.is_active and user.is_superuser

    def users_with_any_permission(
        self, actions: Iterable[str]
    ) -> "QuerySet[AbstractUser]":
        return keepers() if self.actions.intersection(actions) else keepers().none()


class UnitPolicy(ModelPermissionPolicy):
    """For what belongs to a unit, by its ``unit``: a role counts in its own unit only.

    Asked about no instance in particular, it answers for some instance, as Wagtail
    expects of menus and buttons.
    """

    def __init__(self, model: Any, actions: Iterable[str] = EVERYTHING) -> None:
        super().__init__(model)
        self.actions = frozenset(actions)

    def user_has_permission(self, user: AbstractUser, action: str) -> bool:
        return action in self.actions and bool(
            super().user_has_permission(user, action)
        )

    def user_has_permission_for_instance(
        self, user: AbstractUser, action: str, instance: Any
    ) -> bool:
        if not self.user_has_permission(user, action):
            return False
        return bool(self.units(user, [action]).filter(pk=instance.unit_id).exists())

    def users_with_any_permission(
        self, actions: Iterable[str]
    ) -> "QuerySet[AbstractUser]":
        return people_holding(capabilities_allowing(*self._names(actions)))

    def users_with_any_permission_for_instance(
        self, actions: Iterable[str], instance: Any
    ) -> "QuerySet[AbstractUser]":
        capabilities = capabilities_allowing(*self._names(actions))
        return people_holding(capabilities, unit_id=instance.unit_id)

    def instances_user_has_any_permission_for(
        self, user: AbstractUser, actions: Iterable[str]
    ) -> "QuerySet[Model]":
        instances: QuerySet[Model] = self.model._default_manager.filter(
            unit__in=self.units(user, actions)
        )
        return instances

    def units(self, user: AbstractUser, actions: Iterable[str]) -> "QuerySet[Model]":
        """Return the units in which the person may take any of the actions."""
        names = self._names(actions)
        return units_allowing(user, *names) if names else Unit.objects.none()

    def _names(self, actions: Iterable[str]) -> list[str]:
        return [
            self._get_permission_name(action)
            for action in self.actions.intersection(actions)
        ]
