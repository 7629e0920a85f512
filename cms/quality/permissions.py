"""Who keeps settings and registers, and who answers for pictures."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db.models import Model, QuerySet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.quality.models import Leader, LegalText, OfficialSource, RuleSetting
from media_library.models import Image
from sites.models import Capability
from sites.permissions import allow
from sites.policies import UnitPolicy

KEPT = (RuleSetting, OfficialSource, LegalText, Leader)
KEEPERS = (Capability.UNIT_ADMIN, Capability.STANDING_OFFICE)
ACTIONS = ("add", "change", "delete", "view")
# To say what a picture shows is for whoever may put it into an item.
USE = ("choose", "add", "change")


def grant() -> None:
    """Join the house's table of capabilities; called once when apps are ready."""
    for model in KEPT:
        name = model._meta.model_name
        allow(KEEPERS, *(f"quality.{action}_{name}" for action in ACTIONS))
        allow((Capability.AUDITOR,), f"quality.view_{name}")


class RegisterPolicy(UnitPolicy):
    """What is the house's is read by everybody who keeps something, and kept by keepers."""

    def user_has_permission_for_instance(
        self, user: AbstractUser, action: str, instance: Any
    ) -> bool:
        if user.is_active and user.is_superuser:
            return action in self.actions
        if instance.unit_id is None:
            return action == "view" and self.user_has_permission(user, action)
        return super().user_has_permission_for_instance(user, action, instance)

    def instances_user_has_any_permission_for(
        self, user: AbstractUser, actions: Iterable[str]
    ) -> "QuerySet[Model]":
        rows: QuerySet[Model] = self.model._default_manager.all()
        if user.is_active and user.is_superuser:
            return rows
        own = super().instances_user_has_any_permission_for(user, actions)
        reads = "view" in actions and self.user_has_permission(user, "view")
        return own | rows.filter(unit__isnull=True) if reads else own


RULE_SETTINGS, SOURCES, LEGAL_TEXTS, LEADERS = (
    RegisterPolicy(model, ACTIONS) for model in KEPT
)


def may_edit(user: AbstractUser, page: Page) -> bool:
    return bool(page.permissions_for_user(user).can_edit())


def may_write_here(user: AbstractUser, parent: Page) -> bool:
    return bool(parent.permissions_for_user(user).can_add_subpage())


def may_declare(user: AbstractUser, image: Image) -> bool:
    policy = policy_registry.get_by_type(Image)
    return bool(policy.user_has_any_permission_for_instance(user, USE, image))


def may_blur(user: AbstractUser, image: Image) -> bool:
    policy = policy_registry.get_by_type(Image)
    return bool(policy.user_has_permission_for_instance(user, "change", image))
