"""Kept fixtures: built once, given anew to each test, and gone for whoever commits."""

import pytest

from sites.models import Unit
from tests.factories.portals import UnitFactory
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

built: list[str] = []


@pytest.fixture
@kept
def unit() -> Unit:
    built.append("unit")
    return UnitFactory.create(name="Sở Văn hóa")


@pytest.fixture
@kept
def below(unit: Unit) -> Unit:
    return UnitFactory.create(name="Bảo tàng tỉnh", parent=unit)


@pytest.fixture
def named() -> str:
    return "Thư viện tỉnh"


@pytest.fixture
@kept
def beside(named: str) -> Unit:
    return UnitFactory.create(name=named)


def names() -> list[str]:
    return sorted(Unit.objects.values_list("name", flat=True))


@pytest.mark.parametrize("_again", range(3))
def test_each_test_finds_the_rows_and_the_objects_as_they_were_built(
    _again: int, unit: Unit
) -> None:
    assert (names(), unit.name) == (["Sở Văn hóa"], "Sở Văn hóa")
    unit.name = "Sở khác"
    unit.save()
    UnitFactory.create()
    assert built == ["unit"] * len(built)


@pytest.mark.parametrize("_again", range(2))
def test_what_two_fixtures_share_is_shared_by_their_copies(
    _again: int, below: Unit, unit: Unit
) -> None:
    assert below.parent is unit
    assert names() == ["Bảo tàng tỉnh", "Sở Văn hóa"]
    below.delete()


def test_a_layer_above_is_gone_where_it_is_not_asked_for(unit: Unit) -> None:
    before = len(built)
    assert names() == ["Sở Văn hóa"]
    assert len(built) == before


@pytest.mark.parametrize("_again", range(2))
def test_one_that_asks_for_what_is_not_kept_is_built_within_the_test(
    _again: int, beside: Unit
) -> None:
    assert (names(), beside.name) == (["Thư viện tỉnh"], "Thư viện tỉnh")


def test_asked_for_by_name_it_is_built_within_the_test(
    request: pytest.FixtureRequest,
) -> None:
    assert names() == []
    assert request.getfixturevalue("unit").name == "Sở Văn hóa"


@pytest.mark.django_db(transaction=True)
def test_whoever_commits_finds_it_built_in_a_database_of_its_own(unit: Unit) -> None:
    assert names() == ["Sở Văn hóa"]


def test_nothing_is_left_for_those_who_ask_for_nothing() -> None:
    assert names() == []
