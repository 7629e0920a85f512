"""A province with an office of two, two portals below it, one outside, and modes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client, TestCase
from django.utils import timezone
from pytest_django import Settings

from cms.modes.choices import ModeKind, Scope
from cms.modes.models import Mode
from cms.modes.services import approve_mode, plan_mode
from cms.users.models import User
from sites.models import Capability, Portal, Unit, UnitKind
from tests.factories.people import person_of
from tests.factories.portals import Living, UnitFactory, living_portal

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)  # ten in the morning in Vietnam
SECOND = timedelta(seconds=1)
WORDS = {
    ModeKind.MOURNING: ("Cả nước để Quốc tang", "The nation is in mourning"),
    ModeKind.ELECTION: ("Ngày hội của toàn dân", "Election of deputies"),
    ModeKind.TET: ("Chúc mừng năm mới", "Happy Lunar New Year"),
    ModeKind.FESTIVAL: ("Hội xuân núi Bà", "Spring festival of Bà Đen"),
}


class Clock:
    """Stands in for ``timezone.now``."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def to(self, moment: datetime) -> None:
        self.now = moment

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    started = Clock()
    monkeypatch.setattr(timezone, "now", started)
    return started


@dataclass(frozen=True)
class Province:
    """Everybody who has to do with special days."""

    unit: Unit
    first: User
    second: User
    near: Living  # in Vietnamese and English
    far: Living
    elsewhere: Living  # of another province

    def mode(self, kind: str = ModeKind.FESTIVAL, **told: Any) -> Mode:
        """Return a mode that nobody stored; for the next three days."""
        vi, en = WORDS[ModeKind(kind)]
        facts: dict[str, Any] = {
            "kind": kind,
            "name": f"Chế độ {vi}",
            "unit": self.unit,
            "scope": Scope.BELOW,
            "grounds": "Quyết định 12/QĐ-UBND",
            "begins_at": NOW,
            "ends_at": NOW + timedelta(days=3),
            "title_vi": vi,
            "title_en": en,
        }
        if kind == ModeKind.ELECTION:
            facts["election_day"] = date(2026, 11, 23)
        return Mode(**{**facts, **told})

    def planned(self, kind: str = ModeKind.FESTIVAL, **told: Any) -> Mode:
        portals: list[Portal] = told.pop("portals", [])
        actor = told.pop("actor", self.first)
        mode = self.mode(kind, **told)
        return plan_mode(mode=mode, portals=portals, actor=actor)

    def agreed(self, kind: str = ModeKind.FESTIVAL, **told: Any) -> Mode:
        """Return a mode that two people want."""
        mode = self.planned(kind, **told)
        found: Mode = after_commit(lambda: approve_mode(mode=mode, actor=self.second))
        return found


def after_commit(work: Callable[[], Any]) -> Any:
    """Do something as a request does: what follows a commit happens."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        return work()


@pytest.fixture
def province(db: None, clock: Clock) -> Province:
    unit = UnitFactory.create(
        code="ubnd-tinh", name="Ủy ban nhân dân tỉnh", kind=UnitKind.PROVINCE
    )

    def below(code: str, *languages: str) -> Living:
        department = UnitFactory.create(parent=unit, code=code, name=f"Sở {code}")
        return living_portal(*languages, unit=department, host=f"{code}.localhost")

    office = Capability.STANDING_OFFICE
    return Province(
        unit,
        person_of(unit, office, full_name="Lê Thị Ánh", position="Chánh Văn phòng"),
        person_of(unit, office, full_name="Trần Văn An", position="Phó Văn phòng"),
        below("gan", "vi", "en"),
        below("xa", "vi"),
        living_portal(host="ngoai.localhost"),
    )


@pytest.fixture
def _keeping(settings: Settings) -> None:
    settings.PAGE_CACHE = True
    settings.CACHES = {
        **settings.CACHES,
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "modes",
        },
    }
    caches["default"].clear()


def get(host: str, path: str = "/", **headers: str) -> str:
    """Return what a stranger is answered, whatever the status."""
    client = Client(headers={"host": host, **headers}, raise_request_exception=False)
    return client.get(path).content.decode()
