"""What a unit calls its roles: its portal's own words, else the fixed names."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from sites.models import Capability, RoleName, Unit

FIXED = {str(capability): capability.label for capability in Capability}


@dataclass(frozen=True)
class RoleNames:
    """The words of several units, read at once."""

    words: dict[tuple[int, str], tuple[str, str]]

    def name(self, unit_id: int, capability: str) -> str:
        own, _board = self.words.get((unit_id, capability), ("", ""))
        return own or str(FIXED.get(capability, capability))

    def board(self, unit_id: int, capability: str) -> str:
        """Return what the holders are called together, empty where nobody said."""
        return self.words.get((unit_id, capability), ("", ""))[1]


def role_names(units: "Iterable[int] | QuerySet[Unit]") -> RoleNames:
    """Return the words of units, in one query."""
    rows = RoleName.objects.filter(portal__unit__in=units).values_list(
        "portal__unit", "capability", "name", "board"
    )
    return RoleNames({(unit, what): (name, board) for unit, what, name, board in rows})


def capability_name(unit_id: int, capability: str) -> str:
    """Return what one unit calls one capability."""
    return role_names([unit_id]).name(unit_id, capability)
