"""What passes to somebody else when a person stops working for a unit.

The meeting place of whoever owns such things and of ``cms.members``, which hands over.
Each feature names what of its own refers to a person; a test walks every foreign key to
people and fails while one is named nowhere.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db.models import QuerySet
from django.utils.functional import Promise

from sites.models import Unit

Held = Callable[[AbstractUser, Unit], "QuerySet[Any]"]
PassOn = Callable[["QuerySet[Any]", AbstractUser], object]
Unclaimed = Callable[[], "QuerySet[Any]"]


@dataclass(frozen=True)
class HandoverKind:
    """One kind of thing: which rows a person holds for a unit, and how they pass on.

    ``is_released`` marks what nobody takes over: locks are opened, watches end. Rows are
    read once, and exactly these are passed on.

    ``unclaimed`` asks for the rows of ``held`` beside a query of roles, for the outer
    ``user`` and ``unit`` of each: so are many people asked about at once. Whatever
    somebody has to take over has it.
    """

    name: str
    label: str | Promise
    field: str  # app_label.Model.field
    held: Held
    pass_on: PassOn
    title: Callable[[Any], str] = str
    is_released: bool = False
    unclaimed: Unclaimed | None = None

    def __post_init__(self) -> None:
        if self.is_released == (self.unclaimed is not None):
            raise ValueError(f"{self.name}: unclaimed, or released")


_kinds: dict[str, HandoverKind] = {}


def register_handover(*kinds: HandoverKind) -> None:
    """Name what passes on, in the order in which minutes list it; once each."""
    for kind in kinds:
        if kind.name in _kinds:
            raise RuntimeError(f"{kind.name} is handed over already")
        _kinds[kind.name] = kind


def handover_kinds() -> list[HandoverKind]:
    return list(_kinds.values())
