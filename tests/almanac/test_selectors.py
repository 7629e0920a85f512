"""Days of a unit, of those above it and of the house, in one query."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from cms.almanac.models import Occasion
from cms.almanac.selectors import occasions_between
from cms.almanac.services import load_days
from sites.models import Unit
from tests.factories.portals import UnitFactory
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

NOVEMBER = date(2026, 11, 1), date(2026, 11, 30)


def remember(name: str, unit: Unit | None, day: int, **told: object) -> Occasion:
    return Occasion.objects.create(
        name=name, unit=unit, day=day, month=11, kind="local", **told
    )


@pytest.fixture
@kept
def line() -> list[Unit]:
    top = UnitFactory.create()
    middle = UnitFactory.create(parent=top)
    return [top, middle, UnitFactory.create(parent=middle), UnitFactory.create()]


def names(*units: Unit) -> list[str]:
    keys = [unit.pk for unit in units]
    return [one.occasion.name for one in occasions_between(keys, *NOVEMBER)]


def test_a_unit_keeps_its_own_days_those_above_it_and_the_houses(
    line: list[Unit],
) -> None:
    top, middle, below, elsewhere = line
    remember("Tỉnh", top, 20)
    remember("Sở", middle, 3)
    remember("Nơi khác", elsewhere, 4)
    remember("Cả nước", None, 9)
    assert names(below) == ["Sở", "Cả nước", "Tỉnh"]
    assert names(top) == ["Cả nước", "Tỉnh"]
    assert names(middle, elsewhere) == ["Sở", "Nơi khác", "Cả nước", "Tỉnh"]
    assert names() == ["Cả nước"]


def test_one_query_however_many(
    line: list[Unit], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    load_days()
    for number in range(20):
        remember(f"Ngày {number}", line[number % 4], number + 1)
    with django_assert_num_queries(1):
        found = occasions_between([unit.pk for unit in line], *NOVEMBER)
        assert {one.occasion.unit for one in found} == {*line, None}


def test_days_of_november_2026_fall_as_calendars_have_them() -> None:
    load_days()
    told = {one.occasion.code: one.day.day for one in occasions_between([], *NOVEMBER)}
    assert told == {
        "phap-luat": 9,
        "mat-tran": 18,
        "nha-giao": 20,
        "di-san-van-hoa": 23,
        "ok-om-bok": 23,
        "van-hoa-viet-nam": 24,
    }
