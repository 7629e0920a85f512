"""What becomes of things that belong to a unit when the unit changes (ADR 0033).

The meeting place of whoever owns such things and of ``cms.reorganisation``, which carries
changes out. Each feature declares every foreign key through which its models reach a
unit; a test walks them and fails while one is declared nowhere.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import QuerySet

from sites.models import Unit

Held = Callable[[Unit], "QuerySet[Any]"]
Deed = Callable[["QuerySet[Any]", Unit | None], int]


class Occasion(Enum):
    """Why a unit's things are asked about. A renamed unit merges into its new form."""

    MERGE = "merge"
    SPLIT = "split"
    CLOSE = "close"
    TRANSFER = "transfer"


class Fate(Enum):
    STAYS = "stays"  # history: it remains with the unit that made it
    MOVES = "moves"  # it passes to the successor
    ENDS = "ends"  # it is over with the unit
    FOLLOWS = "follows"  # its parent is declared, and takes it along
    PORTAL = "portal"  # it passes to the successor exactly where the portal does


@dataclass(frozen=True)
class LifecycleRule:
    """The fate of one kind of thing at each occasion.

    ``field`` is the foreign key, written ``app_label.Model.field``. ``held`` returns a
    unit's rows; ``deed`` moves or ends them, given the successor, and returns how many
    it changed. What stays or follows has neither.
    """

    field: str
    fates: Mapping[Occasion, Fate]
    held: Held | None = None
    deed: Deed | None = None

    def acts_at(self, occasion: Occasion, *, portal_follows: bool = False) -> bool:
        fate = self.fates[occasion]
        return fate in {Fate.MOVES, Fate.ENDS} or (
            portal_follows and fate == Fate.PORTAL
        )


_rules: dict[str, LifecycleRule] = {}


def stays(*fields: str) -> None:
    """Declare keys whose rows remain with their unit whatever happens."""
    _declare_all(fields, Fate.STAYS)


def follows(*fields: str) -> None:
    """Declare keys whose rows go where their parent goes."""
    _declare_all(fields, Fate.FOLLOWS)


def goes_with_portal(field: str, *, held: Held, deed: Deed) -> None:
    """Declare a key whose rows pass on where a portal follows to a successor."""
    fates = dict.fromkeys(Occasion, Fate.PORTAL)
    _declare(LifecycleRule(field, fates, held, deed))


def declare(field: str, *, held: Held, deed: Deed, **fates: Fate) -> None:
    """Declare a key whose rows move or end at some occasions; elsewhere they stay.

    Raises ``ValueError`` for an occasion that there is not.
    """
    named = {Occasion(name): fate for name, fate in fates.items()}
    whole = {one: named.get(one, Fate.STAYS) for one in Occasion}
    _declare(LifecycleRule(field, whole, held, deed))


def lifecycle_rules() -> list[LifecycleRule]:
    return list(_rules.values())


def _declare_all(fields: tuple[str, ...], fate: Fate) -> None:
    for field in fields:
        _declare(LifecycleRule(field, dict.fromkeys(Occasion, fate)))


def _declare(rule: LifecycleRule) -> None:
    if rule.field in _rules:
        raise RuntimeError(f"{rule.field} is declared already")
    _rules[rule.field] = rule
