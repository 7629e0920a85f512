"""How strictly a rule is meant here: the house's word, tightened by units below."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cms.quality.findings import Severity
from cms.quality.models import RuleSetting


@dataclass(frozen=True)
class Strictness:
    """``least`` and ``most`` are limits; None where a rule has none."""

    severity: Severity
    least: int | None = None
    most: int | None = None

    def said_by_house(self, row: RuleSetting) -> "Strictness":
        return Strictness(
            Severity(row.severity),
            self.least if row.least is None else row.least,
            self.most if row.most is None else row.most,
        )

    def tightened_by(self, row: RuleSetting) -> "Strictness":
        """Return the stricter of both in every respect: a unit never loosens."""
        return Strictness(
            max(self.severity, Severity(row.severity), key=lambda one: one.rank),
            _stricter(max, self.least, row.least),
            _stricter(min, self.most, row.most),
        )

    def at_most(self, severity: Severity) -> "Strictness":
        return replace(
            self, severity=min(self.severity, severity, key=lambda one: one.rank)
        )


def _stricter(choose: object, here: int | None, there: int | None) -> int | None:
    said = [limit for limit in (here, there) if limit is not None]
    return choose(said) if said else None  # type: ignore[operator]


def strictness(default: Strictness, rows: Iterable[RuleSetting]) -> Strictness:
    """Return what holds, given the rows of one rule: the house's and units'."""
    said = default
    ordered = sorted(rows, key=lambda row: row.unit_id is not None)
    for row in ordered:
        said = (
            said.said_by_house(row) if row.unit_id is None else said.tightened_by(row)
        )
    return said
