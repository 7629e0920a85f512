"""A special mode of a unit that is on, and one that waits for another person."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from cms.modes.choices import ModeKind, Scope
from cms.modes.models import Mode
from cms.modes.services import approve_mode, plan_mode
from cms.users.models import User
from sites.models import Capability
from tests.factories.people import person_of
from tests.factories.portals import Living


@dataclass(frozen=True)
class Special:
    on: Mode
    planned: Mode


def build_modes(name: str, living: Living, person: User) -> Special:
    on = _planned(f"{name}-chedo", ModeKind.FESTIVAL, living, person)
    second = person_of(living.unit, Capability.UNIT_ADMIN)
    on = approve_mode(mode=on, actor=second)
    # Of another kind, for two of one kind never stand together.
    return Special(on, _planned(f"{name}-chochedo", ModeKind.TET, living, second))


def _planned(name: str, kind: str, living: Living, person: User) -> Mode:
    now = timezone.now()
    mode = Mode(
        kind=kind,
        name=name,
        unit=living.unit,
        scope=Scope.CHOSEN,
        grounds=f"{name}-cancu",
        begins_at=now,
        ends_at=now + timedelta(days=2),
        title_vi=f"{name}-tieude",
        title_en=f"{name}-title",
    )
    return plan_mode(mode=mode, portals=[living.portal], actor=person)
