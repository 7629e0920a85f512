"""What routes are told of the days: that there is an election."""

from datetime import datetime

from cms.modes.choices import ModeKind
from cms.modes.selectors import mode_on
from cms.routes.matters import ELECTION, register_circumstance
from sites.snapshots import PortalSnapshot


def flags_at(portal: PortalSnapshot, at: datetime | None) -> set[str]:
    found = mode_on(ModeKind.ELECTION, portal.portal_id, portal.unit_id, at)
    return {ELECTION} if found else set()


def register() -> None:
    register_circumstance(flags_at)
