"""The figures above the table. Each leads to the units it counts."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import ngettext

from cms.overview.needs import Need
from cms.overview.rows import UnitRow

CRITICAL = frozenset({Need.OWNER, Need.HANDOVER})


@dataclass(frozen=True)
class Tile:
    need: Need
    total: int
    words: str

    @property
    def look(self) -> str:
        if not self.total:
            return ""
        return "is-crit" if self.need in CRITICAL else "is-warn"

    @property
    def query(self) -> str:
        return f"need={self.need.value}"


def tiles_of(rows: Iterable[UnitRow]) -> list[Tile]:
    """Return a figure for each need: how many of the units have it."""
    counted = dict.fromkeys(Need, 0)
    for row in rows:
        for need in row.needs:
            counted[need] += 1
    return [Tile(need, total, _words(need, total)) for need, total in counted.items()]


def _words(need: Need, total: int) -> str:
    said = {
        Need.OWNER: ngettext(
            "unit lacks facts of the owner", "units lack facts of the owner", total
        ),
        Need.HANDOVER: ngettext(
            "unit has people who left without a handover",
            "units have people who left without a handover",
            total,
        ),
        Need.REPORTS: ngettext(
            "unit has reported mistakes to answer",
            "units have reported mistakes to answer",
            total,
        ),
        Need.STALE: ngettext(
            "unit has stale sections", "units have stale sections", total
        ),
        Need.SILENT: ngettext(
            "unit published nothing for 30 days",
            "units published nothing for 30 days",
            total,
        ),
    }
    return said[need]
