"""Where the work of a historic unit goes on."""

from cms.core.heritage import heirs_of
from cms.core.sections import Link
from sites.snapshots import PortalSnapshot


def successors(portal: PortalSnapshot) -> list[Link]:
    """Return the living successors of a portal's unit, with their portals' addresses."""
    key = ("successors", "")
    if key not in portal.memo:
        portal.memo[key] = heirs_of(portal.unit_id)
    remembered: list[Link] = portal.memo[key]
    return remembered
