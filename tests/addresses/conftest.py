"""A portal with two hostnames, and the people around it."""

import pytest
from django.test import Client

from cms.news.models import NewsPage
from cms.users.models import User
from sites.models import Capability, PortalHostname, Unit
from tests.admin import admin_client
from tests.factories.news import NewsPageFactory
from tests.factories.people import person_of
from tests.factories.portals import Living, UnitFactory, living_portal
from tests.plugins.kept import kept

HOST = "www.phunudanang.gov.vn"
SECOND = "phunudanang.gov.vn"
OLDER = "hoiphunu.danang.gov.vn"
ITEM = "/tin-tuc/dai-hoi-phu-nu/"


@pytest.fixture
@kept
def province() -> Unit:
    return UnitFactory.create(name="Thành phố Thử")


@pytest.fixture
@kept
def living(province: Unit) -> Living:
    unit = UnitFactory.create(name="Hội Thử", short_name="Hội Thử", parent=province)
    sections = ("Tin tức", "Hoạt động")
    living = living_portal("vi", unit=unit, host=HOST, sections=sections)
    for name in (SECOND, OLDER):
        PortalHostname.objects.create(portal=living.portal, hostname=name)
    return living


@pytest.fixture
@kept
def item(living: Living) -> NewsPage:
    made: NewsPage = NewsPageFactory.create(
        parent=living.section, title="Đại hội phụ nữ"
    )
    return made


@pytest.fixture
@kept
def admin(living: Living) -> User:
    return person_of(living.unit, Capability.UNIT_ADMIN)


@pytest.fixture
@kept
def office(province: Unit) -> User:
    return person_of(province, Capability.STANDING_OFFICE)


@pytest.fixture
def client_of_admin(admin: User) -> Client:
    return admin_client(admin)
