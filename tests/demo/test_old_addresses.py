"""The union's former site left a list behind, which is brought in as people would."""

import pytest

from cms.addresses.models import AddressImport, AddressRule
from cms.demo.content import entries_of, slug_of
from cms.demo.old_addresses import LISTS, keep_old_addresses
from sites.models import PortalHostname
from tests.factories.people import UserFactory
from tests.factories.portals import living_portal

pytestmark = pytest.mark.django_db

CODE = "hoi-lhpn-da-nang"


def test_a_portal_gets_its_list_once() -> None:
    living = living_portal(host="phunudanang.localhost")
    PortalHostname.objects.create(
        portal=living.portal, hostname="www.phunudanang.localhost"
    )
    keeper = UserFactory.create(superuser=True)
    assert keep_old_addresses(living.portal, CODE, keeper) == 10
    assert AddressRule.objects.count() == 10
    assert not AddressImport.objects.exists()
    assert keep_old_addresses(living.portal, CODE, keeper) == 0
    assert keep_old_addresses(living.portal, "khong-co", keeper) == 0


def test_the_list_leads_to_items_that_there_are() -> None:
    slugs = {slug_of(entry) for entry in entries_of(CODE)}
    lines = (LISTS / f"{CODE}.csv").read_text(encoding="utf-8").splitlines()[1:3]
    ends = [line.split(";")[1].strip("/").split("/")[-1] for line in lines]
    assert set(ends) <= slugs
