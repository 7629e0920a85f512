"""Who may open portals (ORG-11): the standing office below itself, and the keepers."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db.models import Model, QuerySet

from cms.provisioning.models import Opening
from cms.provisioning.querysets import OpeningQuerySet
from sites.models import Capability, Unit
from sites.permissions import allow, capabilities_allowing
from sites.policies import UnitPolicy
from sites.querysets import UnitQuerySet
from sites.selectors import people_holding, units_allowing

CHANGE = "provisioning.change_opening"


class OpeningPolicy(UnitPolicy):
    """An opening belongs to the unit above; what stands under none is the keepers'."""

    def user_has_permission_for_instance(
        self, user: AbstractUser, action: str, instance: Any
    ) -> bool:
        rows = self.instances_user_has_any_permission_for(user, [action])
        return rows.filter(pk=instance.pk).exists()

    def users_with_any_permission_for_instance(
        self, actions: Iterable[str], instance: Any
    ) -> "QuerySet[AbstractUser]":
        capabilities = capabilities_allowing(*self._names(actions))
        return people_holding(capabilities, unit_id=instance.above_id)

    def instances_user_has_any_permission_for(
        self, user: AbstractUser, actions: Iterable[str]
    ) -> "QuerySet[Model]":
        openings: QuerySet[Model] = Opening.objects.all()
        if user.is_superuser:
            return openings
        return openings.filter(above__in=self.units(user, actions))


OPENINGS = OpeningPolicy(Opening, ("add", "change", "view"))


def grant() -> None:
    """Join the house's table of capabilities; called once when apps are ready."""
    allow(
        (Capability.STANDING_OFFICE,),
        "provisioning.add_opening",
        "provisioning.view_opening",
        CHANGE,
    )


def units_opened_by(user: AbstractUser) -> UnitQuerySet:
    """Return the units below which somebody may open portals."""
    return units_allowing(user, CHANGE)


def openings_of(user: AbstractUser) -> OpeningQuerySet:
    """Return the openings that somebody may see and go on with."""
    openings: OpeningQuerySet = Opening.objects.for_display()
    if user.is_superuser:
        return openings
    return openings.under(units_opened_by(user))


def unit_choices(user: AbstractUser, above: Unit | None) -> UnitQuerySet:
    """Return the living units without a portal that an opening may be for."""
    units = units_opened_by(user).existing().filter(portal=None)
    return units if above is None else units.within([above.pk])
