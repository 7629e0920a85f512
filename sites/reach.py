"""What a person may do where, now: read from the roles once per request.

Everything that asks for rights asks here: Django's permissions
(``sites.backends``), Wagtail's policies (``sites.policies``) and our own screens. No
group is derived, so a role that begins or ends does so at that very moment.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Substr
from wagtail.models import Page

from sites.models import Portal, PortalStatus, RoleAssignment, Unit
from sites.permissions import (
    FROM_ABOVE,
    capabilities_allowing,
    left_when_frozen,
    model_permissions,
)
from sites.veils import forget_hidden

FROZEN = PortalStatus.FROZEN
FOLDER_DEPTH = 2
FOLDER_PATH = FOLDER_DEPTH * Page.steplen


@dataclass(frozen=True)
class Place:
    """Where a unit's pages and files lie."""

    unit_id: int
    folder_path: str
    collection_id: int
    collection_path: str
    unit_name: str
    unit_short_name: str
    folder_id: int
    folder_numchild: int


@dataclass(frozen=True)
class Reach:
    """The capabilities of one person by unit; those from above are spread out."""

    held: Mapping[int, frozenset[str]]
    # Roles held by delegation alone, as pairs of capability and unit.
    lent: frozenset[tuple[str, int]] = frozenset()

    @property
    def capabilities(self) -> frozenset[str]:
        return frozenset().union(*self.held.values())

    @cached_property
    def permissions(self) -> frozenset[str]:
        """Model permissions held anywhere, written ``app_label.codename``."""
        return frozenset().union(*map(model_permissions, self.capabilities))

    def units_with(self, capabilities: Iterable[str]) -> set[int]:
        """Return the keys of units for which one of the capabilities is held."""
        wanted = frozenset(capabilities)
        return {unit for unit, held in self.held.items() if held & wanted}

    def units_allowing(self, *permissions: str) -> set[int]:
        """Return the keys of units whose roles carry any of the model permissions."""
        return self.units_with(capabilities_allowing(*permissions))

    @cached_property
    def places(self) -> dict[int, Place]:
        """The places of those units that have a portal, by unit."""
        path = Substr(OuterRef("site__root_page__path"), 1, FOLDER_PATH)
        folder = Page.objects.filter(path=path)
        rows = (
            Portal.objects.filter(unit__in=self.held)
            .in_order()
            .values_list(
                "unit",
                Substr("site__root_page__path", 1, FOLDER_PATH),
                "collection",
                "collection__path",
                "unit__name",
                "unit__short_name",
                Subquery(folder.values("pk")[:1]),
                Subquery(folder.values("numchild")[:1]),
            )
        )
        return {row[0]: Place(*row) for row in rows}

    def places_with(self, capabilities: Iterable[str]) -> list[Place]:
        """Return the places of units for which one of the capabilities is held."""
        units = self.units_with(capabilities)
        return [place for unit, place in self.places.items() if unit in units]

    def granted(self, table: Mapping[str, tuple[str, ...]], unit_id: int) -> set[str]:
        """Return the codenames of a table that the roles for one unit carry."""
        return {
            codename
            for capability in self.held.get(unit_id, ())
            for codename in table.get(capability, ())
        }

    @cached_property
    def folders(self) -> dict[str, Page]:
        """The folders of the units that have a portal, by path."""
        names = ("id", "path", "depth", "numchild")
        return {
            place.folder_path: Page.from_db(
                DEFAULT_DB_ALIAS,
                names,
                (
                    place.folder_id,
                    place.folder_path,
                    FOLDER_DEPTH,
                    place.folder_numchild,
                ),
            )
            for place in sorted(self.places.values(), key=lambda one: one.folder_path)
        }


NOBODY = Reach({})


def reach_of(user: Any) -> Reach:
    """Return what a person may do where, read once for this object of the person.

    Superusers are not asked about roles; whoever calls looks at that first.
    """
    if not user.is_active or user.is_anonymous:
        return NOBODY
    if not hasattr(user, "_reach"):
        user._reach = _read(user)
    found: Reach = user._reach
    return found


def forget_reach(user: Any) -> None:
    """Let the person be asked anew: a role was just given or ended.

    A request's person may be a wrapper, which hands the deed on.
    """
    if hasattr(user, "_reach"):
        del user._reach
    forget_hidden(user)


def _read(user: Any) -> Reach:
    roles = RoleAssignment.objects.active().filter(user=user.pk)
    held: dict[int, set[str]] = {}
    above: dict[str, set[int]] = {}
    lent: set[tuple[str, int]] = set()
    own: set[tuple[str, int]] = set()
    rows = roles.values_list(
        "unit", "capability", "unit__portal__status", "delegated_from"
    )
    for unit_id, capability, status, lender in rows:
        (own if lender is None else lent).add((capability, unit_id))
        held.setdefault(unit_id, set()).add(_left_of(capability, status))
        if capability in FROM_ABOVE:
            above.setdefault(capability, set()).add(unit_id)
    for capability, offices in above.items():
        below = Unit.objects.under(offices).values_list("pk", "portal__status")
        for unit_id, status in below:
            held.setdefault(unit_id, set()).add(_left_of(capability, status))
    spread = {unit: frozenset(names) for unit, names in held.items()}
    return Reach(spread, frozenset(lent - own))


def _left_of(capability: str, portal_status: str | None) -> str:
    return left_when_frozen(capability) if portal_status == FROZEN else capability
