"""Days to remember are kept by administrators of units, the house's by its keepers."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.almanac.models import Occasion
from cms.users.models import User
from sites.models import Capability, Unit
from tests.admin import admin_client, words
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import UnitFactory
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

LIST = "/admin/ngay-ky-niem/"


@pytest.fixture
@kept
def unit() -> Unit:
    return UnitFactory.create()


@pytest.fixture
@kept
def keeper(unit: Unit) -> User:
    return person_of(unit, Capability.UNIT_ADMIN)


def typed(unit: Unit | None, **told: Any) -> dict[str, Any]:
    return {
        "name": "Ngày thành lập Sở",
        "kind": "local",
        "unit": unit.pk if unit else "",
        "reckoning": "solar",
        "day": 12,
        "month": 11,
        "since": 1976,
        "lead_days": 14,
        "basis": "",
        **told,
    }


def day_of(unit: Unit | None, name: str = "Ngày của đơn vị khác") -> Occasion:
    return Occasion.objects.create(
        unit=unit, name=name, kind="local", day=10, month=3, reckoning="lunar"
    )


def test_a_unit_keeps_its_days(unit: Unit, keeper: User) -> None:
    client = admin_client(keeper)
    assert client.post(f"{LIST}new/", typed(unit)).status_code == 302
    kept = Occasion.objects.get()
    assert (kept.unit, kept.day, kept.since) == (unit, 12, 1976)
    said = words(client.get(LIST))
    assert "12/11" in said
    client.post(f"{LIST}edit/{kept.pk}/", typed(unit, reckoning="lunar", day=15))
    assert "15/11 âm" in words(client.get(LIST))
    client.post(f"{LIST}delete/{kept.pk}/")
    assert not Occasion.objects.exists()


@pytest.mark.parametrize(
    ("day", "month", "reckoning"), [(31, 4, "solar"), (31, 1, "lunar"), (0, 1, "solar")]
)
def test_no_such_day_is_refused(
    unit: Unit, keeper: User, day: int, month: int, reckoning: str
) -> None:
    sent = typed(unit, day=day, month=month, reckoning=reckoning)
    answer = admin_client(keeper).post(f"{LIST}new/", sent)
    assert answer.status_code == 200
    assert "Ngày thành lập Sở" in answer.content.decode()
    assert not Occasion.objects.exists()


def test_days_of_others_and_of_the_house_stay_as_they_are(
    unit: Unit, keeper: User
) -> None:
    other, house = day_of(UnitFactory.create()), day_of(None, "Ngày của cả nước")
    client = admin_client(keeper)
    said = words(client.get(LIST))
    assert other.name not in said
    assert house.name in said
    for row in (other, house):
        path = f"{LIST}edit/{row.pk}/"
        assert client.get(path).status_code in {302, 404}
        assert client.post(path, typed(unit)).status_code in {302, 404}
        assert client.post(f"{LIST}delete/{row.pk}/").status_code in {302, 404}
    assert client.post(f"{LIST}new/", typed(other.unit)).status_code == 200
    assert client.post(f"{LIST}new/", typed(None)).status_code == 200
    names = sorted(Occasion.objects.values_list("name", flat=True))
    assert names == [other.name, house.name][::1] or names == [house.name, other.name]


def test_keepers_of_the_house_keep_its_days() -> None:
    house = admin_client(UserFactory.create(superuser=True))
    row = day_of(None)
    assert house.post(f"{LIST}new/", typed(None)).status_code == 302
    house.post(f"{LIST}edit/{row.pk}/", typed(None, name="Đổi tên"))
    assert sorted(Occasion.objects.values_list("name", flat=True)) == [
        *("Ngày thành lập Sở", "Đổi tên")
    ]


def test_more_days_ask_no_more(unit: Unit, keeper: User) -> None:
    client = admin_client(keeper)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        return len(queries)

    day_of(unit)
    asked()
    few = asked()
    for number in range(20):
        day_of(unit, f"Ngày {number}")
    assert asked() == few
