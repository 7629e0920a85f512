"""Who keeps deadlines, office hours and days off: whoever administers the unit.

The standing office above keeps those of its own unit, the province's, and of all units
below it. What holds for the whole house is kept by its keepers.
"""

from cms.deadlines.models import DeadlineRule
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
ACTIONS = ("change", "view")


def grant() -> None:
    """Join the house's table of capabilities; called once when apps are ready."""
    allow(KEEPERS, *(f"deadlines.{action}_deadlinerule" for action in ACTIONS))
    allow(READERS, "deadlines.view_deadlinerule")


# Rules stay, because dues name them: they end, and nobody deletes one.
DEADLINES = UnitPolicy(DeadlineRule, ACTIONS)
