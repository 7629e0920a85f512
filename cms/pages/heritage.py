"""Where the work of a historic unit goes on."""

from cms.core.sections import Link
from sites.directory import directory
from sites.models import Portal, UnitSuccession
from sites.snapshots import PortalSnapshot


def successors(portal: PortalSnapshot) -> list[Link]:
    """Return the successors of a portal's unit, with the address of their portals."""
    key = ("successors", "")
    if key not in portal.memo:
        portal.memo[key] = _read_successors(portal)
    remembered: list[Link] = portal.memo[key]
    return remembered


def _read_successors(portal: PortalSnapshot) -> list[Link]:
    successions = UnitSuccession.objects.filter(
        predecessor=portal.unit_id
    ).select_related("successor")
    portals = dict(
        Portal.objects.filter(unit__inheritances__in=successions).values_list(
            "unit_id", "pk"
        )
    )
    found = []
    for succession in successions:
        portal_id = portals.get(succession.successor_id)
        home = directory.portal(portal_id) if portal_id else None
        found.append(
            Link(succession.successor.name, f"{home.root_url}/" if home else "")
        )
    return found
