"""Where the work of a historic unit goes on."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from cms.pages.heritage import successors
from sites.directory import directory
from tests.factories.portals import (
    UnitFactory,
    UnitSuccessionFactory,
    living_portal,
)

pytestmark = pytest.mark.django_db


def test_successors_come_in_the_order_in_which_they_took_over(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    old = living_portal(unit=UnitFactory.create(historic=True))
    for name, day in (("Sau", date(2025, 7, 2)), ("Trước", date(2025, 7, 1))):
        UnitSuccessionFactory.create(
            predecessor=old.unit,
            successor=UnitFactory.create(name=name),
            effective_on=day,
        )
    portal = directory.portal_at(old.host)
    assert portal is not None
    with django_assert_num_queries(2):
        found = successors(portal)
    assert [(link.title, link.url) for link in found] == [("Trước", ""), ("Sau", "")]
    with django_assert_num_queries(0):
        assert successors(portal) is found


def test_the_units_it_took_over_itself_are_none() -> None:
    living = living_portal()
    UnitSuccessionFactory.create(successor=living.unit)
    portal = directory.portal_at(living.host)
    assert portal is not None
    assert successors(portal) == []
