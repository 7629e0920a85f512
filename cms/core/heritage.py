"""Content that another unit issued than the one it stands with today.

Units are merged, renamed and split; what they published is never re-attributed
(domain-vn.md G-06, traps.md T6). Readers are told who it was, and who goes on.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from cms.core.issues import Issue
from cms.core.metadata import Thing, filled
from cms.core.models import BasePage
from cms.core.sections import Link
from cms.core.serving import issue_of
from media_library.models import Image
from sites.directory import directory
from sites.models import Portal, Regime, Unit, UnitSuccession
from sites.snapshots import PortalSnapshot

Heirs = dict[int, list[int]]


@dataclass(frozen=True)
class Former:
    """What is remembered of a unit that issued items of a portal, with the portal."""

    regime: str
    emblem: Image | None
    heirs: list[Link]


@dataclass(frozen=True)
class Issuer:
    """The unit that issued an item, as it was called then."""

    name: str
    symbol: str
    regime: str
    emblem: Image | None
    last_day: date | None
    heirs: list[Link]

    @property
    def is_over(self) -> bool:
        """Tell a unit that is no more from one that gave a section away."""
        return self.last_day is not None and self.last_day < timezone.localdate()

    @property
    def changed_on(self) -> date | None:
        """Return the first day of what came after it."""
        return self.last_day + timedelta(days=1) if self.last_day else None

    @property
    def thing(self) -> Thing:
        """Return the unit in the words of schema.org."""
        is_state = self.regime == Regime.STATE
        ended = self.last_day.isoformat() if self.is_over and self.last_day else ""
        return {
            "@type": "GovernmentOrganization" if is_state else "Organization",
            **filled(name=self.name, dissolutionDate=ended),
        }


def is_elsewhere(issue: Issue, portal: PortalSnapshot) -> bool:
    """Tell whether another unit issued an item than the portal's present one."""
    return issue.unit_id not in {None, portal.unit_id}


def issuer_of(page: BasePage, portal: PortalSnapshot) -> Issuer | None:
    """Return who issued an item, where that is another unit than the portal's.

    Ordinary items cost nothing: what their record keeps was read with the page.
    """
    issue = issue_of(page)
    if issue.unit_id is None or not is_elsewhere(issue, portal):
        return None
    former = _former(issue.unit_id, portal)
    return Issuer(
        name=issue.name,
        symbol=issue.symbol,
        regime=former.regime,
        emblem=former.emblem,
        last_day=issue.last_day,
        heirs=former.heirs,
    )


def _former(unit_id: int, portal: PortalSnapshot) -> Former:
    key = ("former", str(unit_id))
    if key not in portal.memo:
        unit = Unit.objects.select_related("emblem").get(pk=unit_id)
        portal.memo[key] = Former(unit.regime, unit.emblem, heirs_of(unit_id))
    remembered: Former = portal.memo[key]
    return remembered


def heirs_of(unit_id: int) -> list[Link]:
    """Return the living units that go on with a unit's work, with their portals.

    A successor that has ended itself is passed over for its own. One query for each
    step of the way, which is as long as the unit has been changed again.
    """
    after: Heirs = {}
    asked = [unit_id]
    units: dict[int, Unit] = {}
    while asked:
        rows = UnitSuccession.objects.filter(predecessor__in=asked)
        for row in rows.select_related("successor"):
            after.setdefault(row.predecessor_id, []).append(row.successor_id)
            units[row.successor_id] = row.successor
        asked = [
            key
            for key, unit in units.items()
            if unit.valid_to is not None and key not in {*after, *asked}
        ]
    last = _last(unit_id, after)
    portals = dict(Portal.objects.filter(unit__in=last).values_list("unit_id", "pk"))
    return [Link(units[key].name, _home(portals.get(key))) for key in last]


def _last(unit_id: int, after: Heirs) -> list[int]:
    """Return the ends of all ways, in the order in which they took over."""
    found: dict[int, None] = {}
    waiting = list(after.get(unit_id, ()))
    seen = {unit_id}
    while waiting:
        key = waiting.pop(0)
        if key in seen:
            continue
        seen.add(key)
        if key in after:
            waiting = [*after[key], *waiting]
        else:
            found[key] = None
    return list(found)


def _home(portal_id: int | None) -> str:
    home = directory.portal(portal_id) if portal_id else None
    return f"{home.root_url}/" if home else ""
