"""Who may read and draw up routes."""

from sites.models import Capability
from sites.permissions import allow

KEEPERS_OF_ROUTES = (
    Capability.HEAD_OF_UNIT,
    Capability.UNIT_ADMIN,
    Capability.STANDING_OFFICE,
)
READERS = (
    Capability.EDITOR,
    Capability.SECRETARY,
    Capability.PUBLISHER,
    Capability.AUDITOR,
)


def grant() -> None:
    """Join the house's table of capabilities; called once when apps are ready."""
    allow(KEEPERS_OF_ROUTES, "routes.view_route", "routes.change_route")
    allow(READERS, "routes.view_route")
