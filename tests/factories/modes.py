"""Modes that two people of an office want."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from cms.modes.choices import ModeKind, Scope
from cms.modes.models import Mode
from cms.modes.services import approve_mode, plan_mode
from sites.models import Capability, Unit
from tests.factories.people import person_of


def mode_on(
    unit: Unit, kind: str, *, begins: datetime | None = None, **told: Any
) -> Mode:
    """Return a mode of a unit and all below it, on for an hour unless told otherwise."""
    start = begins or timezone.now()
    author, second = (person_of(unit, Capability.STANDING_OFFICE) for _one in range(2))
    facts: dict[str, Any] = {
        "name": "Ngày đặc biệt",
        "grounds": "Thông cáo số 1",
        "title_vi": "Ngày đặc biệt của cả nước",
        "title_en": "A special day",
        "scope": Scope.BELOW,
        "ends_at": start + timedelta(hours=1),
    }
    if kind == ModeKind.ELECTION:
        facts["election_day"] = timezone.localdate(start)
    mode = Mode(unit=unit, kind=kind, begins_at=start, **{**facts, **told})
    return approve_mode(
        mode=plan_mode(mode=mode, portals=[], actor=author), actor=second
    )
