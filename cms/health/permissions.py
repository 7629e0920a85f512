"""Who sees how it stands with hostnames and links, who decides, and who is written to."""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractUser
from django.db.models import Model, QuerySet

from cms.health.models import Check
from sites.models import Capability
from sites.permissions import allow
from sites.policies import UnitPolicy

VIEW, CHANGE = "health.view_check", "health.change_check"
# The unit's administrator answers for its hostnames, the technical editor mends links.
KEEPERS = (
    Capability.UNIT_ADMIN,
    Capability.TECHNICAL_EDITOR,
    Capability.STANDING_OFFICE,
)
READERS = (Capability.HEAD_OF_UNIT, Capability.PUBLISHER, Capability.AUDITOR)
# Whom alarms are written to: whoever runs the unit, whoever is in charge of what it
# publishes, and the office above.
TOLD_IN_UNIT = (Capability.UNIT_ADMIN, Capability.PUBLISHER)
TOLD_ABOVE = (Capability.STANDING_OFFICE,)


def grant() -> None:
    """Join the house's table of capabilities; called once when apps are ready."""
    allow(KEEPERS, VIEW, CHANGE)
    allow(READERS, VIEW)


class CheckPolicy(UnitPolicy):
    """A check belongs to the unit of the portal."""

    def instances_user_has_any_permission_for(
        self, user: AbstractUser, actions: Iterable[str]
    ) -> "QuerySet[Model]":
        checks: QuerySet[Model] = Check.objects.of_units(self.units(user, actions))
        return checks


# Checks come from portals and pages: nobody adds or deletes one by hand.
CHECKS = CheckPolicy(Check, ("change", "view"))
