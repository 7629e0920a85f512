"""Who keeps days to remember: of a unit its administrators, of the house its keepers.

Whoever writes or decides for a unit reads its days, and those of the house.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db.models import Q, QuerySet

from cms.almanac.models import Occasion
from sites.models import Capability
from sites.permissions import allow
from sites.policies import UnitPolicy

KEEPERS = (Capability.UNIT_ADMIN, Capability.STANDING_OFFICE)
READERS = (
    Capability.CONTRIBUTOR,
    Capability.EDITOR,
    Capability.TECHNICAL_EDITOR,
    Capability.SECRETARY,
    Capability.PUBLISHER,
    Capability.HEAD_OF_UNIT,
    Capability.AUDITOR,
)
ACTIONS = ("add", "change", "delete", "view")


def grant() -> None:
    """Join the house's table of capabilities; called once when apps are ready."""
    allow(KEEPERS, *(f"almanac.{action}_occasion" for action in ACTIONS))
    allow(READERS, "almanac.view_occasion")


class OccasionPolicy(UnitPolicy):
    """The house's own days are read by whoever reads any, and kept by its keepers."""

    def user_has_permission_for_instance(
        self, user: AbstractUser, action: str, instance: Any
    ) -> bool:
        if instance.unit_id is not None:
            return super().user_has_permission_for_instance(user, action, instance)
        keeps = user.is_superuser or action == "view"
        return keeps and self.user_has_permission(user, action)

    def instances_user_has_any_permission_for(
        self, user: AbstractUser, actions: Iterable[str]
    ) -> "QuerySet[Occasion]":
        asked = frozenset(actions)
        found = Q(unit__in=self.units(user, asked))
        reads = "view" in asked and self.user_has_permission(user, "view")
        if reads or (user.is_active and user.is_superuser):
            found |= Q(unit__isnull=True)
        return Occasion.objects.filter(found)


OCCASIONS = OccasionPolicy(Occasion, ACTIONS)
