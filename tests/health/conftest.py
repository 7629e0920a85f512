"""A network of this machine only, and portals to watch."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from cms.health.findings import Finding, by_date
from cms.health.models import Check, Source
from cms.health.network import Network, NoNameError
from cms.health.states import Fault, Kind, State
from sites.models import Capability, Unit
from tests.factories.people import person_of
from tests.factories.portals import Living, UnitFactory, living_portal
from tests.plugins.kept import kept

TODAY = timezone.localdate()
GONE = Finding(State.SUSPECT, Fault.GONE, "HTTP 404")
BETS = Finding(State.GAMBLING, Fault.BETTING, "nhà cái, nổ hũ")


def here(name: str, seconds: float) -> list[str]:
    """Resolve every name to this machine, but for those that are gone."""
    if name.startswith("gone."):
        raise NoNameError(name)
    return ["127.0.0.1"]


def until(days: int, source: Source = Source.CERTIFICATE) -> Finding:
    """Return what is found of something that is good for so many days."""
    return by_date(TODAY + timedelta(days=days), TODAY, source=source)


@pytest.fixture
def network() -> Network:
    return Network(seconds=5.0, pause=0.0, allow_inner=True, resolve=here)


@pytest.fixture
@kept
def province(db: None) -> Unit:
    unit: Unit = UnitFactory.create(name="Tỉnh Thử", short_name="Tỉnh Thử")
    return unit


@pytest.fixture
@kept
def living(province: Unit) -> Living:
    unit = UnitFactory.create(name="Sở Văn hóa Thử", parent=province)
    return living_portal(unit=unit, host="cong.thu.gov.vn")


@pytest.fixture
def people(province: Unit, living: Living) -> dict[str, Any]:
    """Return the people of a unit and of the office above, by what they are."""
    return {
        "administrator": person_of(living.unit, Capability.UNIT_ADMIN),
        "publisher": person_of(living.unit, Capability.PUBLISHER),
        "editor": person_of(living.unit, Capability.EDITOR),
        "office": person_of(province, Capability.STANDING_OFFICE),
        "auditor": person_of(province, Capability.AUDITOR),
        "neighbour": person_of(living_portal().unit, Capability.UNIT_ADMIN),
    }


def check_of(living: Living, kind: Kind, **values: Any) -> Check:
    """Return a check of a portal's hostname, or of a link."""
    hostname = living.portal.hostnames.get() if kind != Kind.LINK else None
    address = hostname.hostname if hostname else "https://bao.thu.vn/bai"
    made: Check = Check.objects.create(
        portal=living.portal,
        kind=kind,
        hostname=hostname,
        **{"address": address, **values},
    )
    return made


def day(number: int) -> date:
    return TODAY + timedelta(days=number)
