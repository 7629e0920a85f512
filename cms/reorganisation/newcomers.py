"""What the unit would be that a change brings into being."""

from cms.reorganisation.models import Change, Passing
from sites.models import Unit

LONGEST_SHORT_NAME = 100


def coming_unit(change: Change, passings: list[Passing]) -> Unit | None:
    """Return the unit as it would be, not saved; None where all successors exist.

    It takes from the first unit that ends whatever the change says nothing about.
    """
    orphans = [passing for passing in passings if passing.successor_id is None]
    if not change.is_founding or not orphans:
        return None
    before = orphans[0].predecessor
    return Unit(
        name=change.new_name or before.name,
        short_name=_short_name(change, before),
        symbol=change.new_symbol or before.symbol,
        kind=before.kind,
        regime=before.regime,
        parent_id=before.parent_id,
        valid_from=change.effective_on,
    )


def _short_name(change: Change, before: Unit) -> str:
    if change.new_short_name or not change.new_name:
        return change.new_short_name or before.short_name
    return change.new_name[:LONGEST_SHORT_NAME]
