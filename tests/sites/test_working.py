"""Which unit a person works in: the page's, else the chosen one, else the first."""

from dataclasses import dataclass

import pytest
from django.test import Client

from cms.users.models import User
from sites.models import Capability
from sites.services import grant_role
from sites.working import SESSION_KEY
from tests.admin import admin_client
from tests.factories.people import UserFactory
from tests.factories.portals import Living, UnitFactory, living_portal
from tests.factories.publishing import store

pytestmark = pytest.mark.django_db


@dataclass
class Desk:
    client: Client
    user: User
    first: Living
    second: Living

    def works_in(self, path: str = "/admin/") -> int | None:
        response = self.client.get(path)
        assert response.status_code == 200
        found: int | None = response.wsgi_request.user.working_unit_id  # type: ignore[union-attr]
        return found

    def remember(self, unit_id: int) -> None:
        session = self.client.session
        session[SESSION_KEY] = unit_id
        session.save()


@pytest.fixture
def desk() -> Desk:
    first, second = living_portal(), living_portal()
    user = UserFactory.create()
    for living, name in ((first, "A"), (second, "B")):
        living.unit.name = name
        store(living.unit)
        grant_role(user=user, unit=living.unit, capability=Capability.EDITOR)
    return Desk(admin_client(user), user, first, second)


def test_without_a_choice_it_is_the_first_by_name(desk: Desk) -> None:
    assert desk.works_in() == desk.first.unit.pk


def test_a_choice_is_remembered_and_a_page_overrules_it(desk: Desk) -> None:
    desk.remember(desk.second.unit.pk)
    assert desk.works_in() == desk.second.unit.pk
    for path in ("/admin/pages/{}/edit/", "/admin/pages/{}/"):
        here = path.format(desk.first.section.pk)
        assert desk.works_in(here) == desk.first.unit.pk
    assert desk.works_in() == desk.second.unit.pk


def test_a_unit_no_longer_served_is_forgotten(desk: Desk) -> None:
    desk.remember(UnitFactory.create().pk)
    assert desk.works_in() == desk.first.unit.pk


def test_a_page_that_does_not_exist_overrules_nothing(desk: Desk) -> None:
    """It is refused like one of another unit's: nobody learns which keys exist."""
    desk.remember(desk.second.unit.pk)
    response = desk.client.get("/admin/pages/999999/edit/")
    assert response.status_code == 302
    assert response.wsgi_request.user.working_unit_id == desk.second.unit.pk  # type: ignore[union-attr]


def test_keepers_of_the_house_work_where_they_chose(desk: Desk) -> None:
    desk.client = admin_client(UserFactory.create(superuser=True))
    assert desk.works_in() is None
    desk.remember(desk.second.unit.pk)
    assert desk.works_in() == desk.second.unit.pk
