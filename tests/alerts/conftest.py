"""A province with an office of two, three portals below it, one outside, and templates."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client, TestCase
from django.utils import timezone

from cms.alerts.models import Alert, AlertTemplate, Severity
from cms.alerts.services import send_alert
from cms.users.models import User
from sites.models import Capability, PortalStatus, Unit, UnitKind
from tests.factories.people import person_of
from tests.factories.portals import Living, UnitFactory, living_portal

NOW = datetime(2026, 11, 21, 15, 30, tzinfo=UTC)  # half past ten at night in Vietnam
VALUES: dict[str, Any] = {
    "place": "xã Ninh Điền",
    "hour": datetime(2026, 11, 21, 17, 0, tzinfo=UTC),
    "phone": "0276 3822 000",
}
WORDS_VI = "Nước sông lên nhanh ở xã Ninh Điền từ 00 giờ 00 ngày 22/11/2026. Gọi 0276 3822 000."
WORDS_EN = (
    "The river is rising fast at xã Ninh Điền from 00:00 on 22 November 2026. "
    "Call 0276 3822 000."
)


class Clock:
    """Stands in for ``timezone.now``."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    started = Clock()
    monkeypatch.setattr(timezone, "now", started)
    return started


@dataclass(frozen=True)
class Province:
    """Everybody who has to do with a warning."""

    unit: Unit
    sender: User
    second: User
    flood: AlertTemplate
    near: Living  # in Vietnamese and English
    far: Living  # frozen
    trial: Living
    elsewhere: Living  # of another province

    def sending(self, **values: Any) -> dict[str, Any]:
        return {
            "template": self.flood,
            "values": VALUES,
            "portals": [self.near.portal, self.far.portal, self.trial.portal],
            "expires_at": timezone.now() + timedelta(hours=8),
            "actor": self.sender,
            **values,
        }

    def sent(self, **values: Any) -> Alert:
        alert: Alert = after_commit(lambda: send_alert(**self.sending(**values)))
        return alert


def after_commit(work: Callable[[], Any]) -> Any:
    """Do something as a request does: what follows a commit happens."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        return work()


@pytest.fixture
def province(db: None, clock: Clock) -> Province:
    unit = UnitFactory.create(
        code="ubnd-tinh", name="Ủy ban nhân dân tỉnh", kind=UnitKind.PROVINCE
    )

    def below(code: str, *languages: str, status: PortalStatus) -> Living:
        department = UnitFactory.create(parent=unit, code=code, name=f"Sở {code}")
        return living_portal(
            *languages, unit=department, host=f"{code}.localhost", status=status
        )

    office = Capability.STANDING_OFFICE
    return Province(
        unit,
        person_of(unit, office, full_name="Lê Thị Ánh", position="Chánh Văn phòng"),
        person_of(unit, office, full_name="Trần Văn An", position="Phó Văn phòng"),
        flood(unit),
        below("gan", "vi", "en", status=PortalStatus.OPEN),
        below("xa", "vi", status=PortalStatus.FROZEN),
        below("thu", "vi", status=PortalStatus.TRIAL),
        living_portal(host="ngoai.localhost"),
    )


def flood(unit: Unit) -> AlertTemplate:
    return AlertTemplate.objects.create(
        unit=unit,
        severity=Severity.DANGER,
        title_vi="Cảnh báo lũ",
        title_en="Flood warning",
        words_vi="Nước sông lên nhanh ở {nơi} từ {giờ}. Gọi {điện thoại}.",
        words_en="The river is rising fast at {nơi} from {giờ}. Call {điện thoại}.",
        hours=8,
    )


def get(host: str, path: str = "/", **headers: str) -> str:
    """Return what a stranger is answered, whatever the status."""
    client = Client(headers={"host": host, **headers}, raise_request_exception=False)
    return client.get(path).content.decode()
