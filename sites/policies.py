"""Wagtail's permission policies for what belongs to the house or to a unit.

Every admin screen of ours asks one of these; which role carries which permission is
the table in ``sites.permissions``.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db.models import Model, QuerySet
from wagtail.permission_policies import BasePermissionPolicy, ModelPermissionPolicy

from sites.models import Unit
from sites.permissions import units_allowing

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
        people: QuerySet[AbstractUser] = get_user_model().objects.filter(
            is_active=True, is_superuser=True
        )
        return people if self.actions.intersection(actions) else people.none()


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

    def instances_user_has_any_permission_for(
        self, user: AbstractUser, actions: Iterable[str]
    ) -> "QuerySet[Model]":
        instances: QuerySet[Model] = self.model._default_manager.filter(
            unit__in=self.units(user, actions)
        )
        return instances

    def units(self, user: AbstractUser, actions: Iterable[str]) -> "QuerySet[Model]":
        """Return the units in which the person may take any of the actions."""
        names = [
            self._get_permission_name(action)
            for action in self.actions.intersection(actions)
        ]
        return units_allowing(user, *names) if names else Unit.objects.none()
