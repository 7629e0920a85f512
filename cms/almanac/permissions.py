"""Who keeps days to remember: of a unit its administrators, of the house its keepers.

Whoever writes or decides for a unit reads the list of its days.
"""

from cms.almanac.models import Occasion
from sites.models import Capability
from sites.permissions import allow
from sites.policies import UnitPolicy

KEEPERS = (Capability.UNIT_ADMIN, Capability.STANDING_OFFICE)
READERS = (
    Capability.EDITOR,
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


OCCASIONS = UnitPolicy(Occasion, ACTIONS)
