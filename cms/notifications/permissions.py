"""Who says how a unit tells its people: whoever administers it, or the office above."""

from cms.notifications.models import UnitSetting
from sites.models import Capability
from sites.permissions import allow
from sites.policies import UnitPolicy

KEEPERS = (Capability.UNIT_ADMIN, Capability.STANDING_OFFICE)


def grant() -> None:
    """Join the house's table of capabilities; called once when apps are ready."""
    allow(KEEPERS, "notifications.change_unitsetting")


NOTIFICATIONS = UnitPolicy(UnitSetting, ["change"])
