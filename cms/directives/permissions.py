"""Who keeps directive records, rumours and items that are “chưa đẹp”."""

from cms.directives.models import Directive, Rebuttal
from sites.models import Capability
from sites.permissions import allow
from sites.policies import UnitPolicy

KEEPERS = (
    Capability.EDITOR,
    Capability.SECRETARY,
    Capability.PUBLISHER,
    Capability.HEAD_OF_UNIT,
    Capability.SPOKESPERSON,
    Capability.UNIT_ADMIN,
    Capability.STANDING_OFFICE,
)
ACTIONS = ("add", "change", "view")


def grant() -> None:
    """Join the house's table of capabilities; called once when apps are ready."""
    for model in ("directive", "rebuttal"):
        allow(KEEPERS, *(f"directives.{action}_{model}" for action in ACTIONS))
        allow((Capability.AUDITOR,), f"directives.view_{model}")


# What was received stays: nobody deletes it.
DIRECTIVES = UnitPolicy(Directive, ACTIONS)
REBUTTALS = UnitPolicy(Rebuttal, ACTIONS)
