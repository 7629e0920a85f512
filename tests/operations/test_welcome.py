"""The lines that greet whoever started the house."""

import pytest
from pytest_django import Settings

from cms.operations.welcome import (
    AccountLine,
    PortalLine,
    account_lines,
    portal_lines,
    welcome,
)
from sites.models import Capability
from tests.factories.people import RoleAssignmentFactory, UserFactory, person_of
from tests.factories.portals import UnitFactory, living_portal


@pytest.mark.django_db
def test_portals_are_named_with_their_host_and_their_port(settings: Settings) -> None:
    settings.PORTAL_PORTS_FROM = 8001
    first, second = living_portal(), living_portal()
    assert portal_lines() == [
        PortalLine(
            portal.unit.short_name, f"{portal.portal.site.root_url}/", 8001 + position
        )
        for position, portal in enumerate((first, second))
    ]


@pytest.mark.django_db
def test_no_port_stands_in_where_hosts_are_resolved(settings: Settings) -> None:
    settings.PORTAL_PORTS_FROM = 0
    living_portal()
    assert [line.port for line in portal_lines()] == [0]


@pytest.mark.django_db
def test_people_are_named_with_all_they_may_do() -> None:
    unit = UnitFactory.create(short_name="Sở VHTT")
    keeper = UserFactory.create(superuser=True)
    person = person_of(unit, Capability.EDITOR, Capability.PUBLISHER)
    RoleAssignmentFactory.create(unit=unit, ended=True)
    keeper_line, person_line = account_lines()
    assert keeper_line.username == keeper.username
    assert person_line.username == person.username
    assert person_line.name == person.full_name
    assert person_line.unit == "Sở VHTT"
    assert len(person_line.roles.split(", ")) == 2


@pytest.mark.django_db
def test_nobody_is_named_on_a_real_installation(settings: Settings) -> None:
    settings.DEMO_LOGIN = False
    UserFactory.create(superuser=True)
    assert account_lines() == []


def test_the_greeting_tells_where_everything_is(settings: Settings) -> None:
    settings.WAGTAILADMIN_BASE_URL = "http://localhost:8000"
    portals = [
        PortalLine("Sở A", "http://a.localhost:8000/", 8001),
        PortalLine("Hội B", "http://b.localhost:8000/", 8002),
    ]
    accounts = [AccountLine("a.bientap", "Nguyễn Thị Minh Hà", "Sở A", "Biên tập")]
    lines = list(welcome(portals, accounts, taken=[8002]))
    assert "http://localhost:8000/" in lines[1]
    assert "  Sở A   http://a.localhost:8000/  http://localhost:8001/" in lines
    (other,) = [line for line in lines if line.startswith("  Hội B")]
    assert "http://b.localhost:8000/" in other
    assert "http://localhost:8002/" not in other, "the port is taken"
    assert "  a.bientap  Nguyễn Thị Minh Hà  Sở A: Biên tập" in lines
    assert "Ctrl+C" in lines[-1]


@pytest.mark.parametrize(("password", "shown"), [("san-dinh", True), ("", False)])
def test_the_password_is_told_if_there_is_one_for_all(
    settings: Settings, password: str, *, shown: bool
) -> None:
    settings.DEMO_PASSWORD = password
    accounts = [AccountLine("a.bientap", "Nguyễn Thị Minh Hà", "Sở A", "")]
    assert ("san-dinh" in "\n".join(welcome([], accounts, []))) is shown


def test_a_big_house_is_not_listed_in_full() -> None:
    portals = [PortalLine(f"Sở {number}", "http://a/", 0) for number in range(1000)]
    lines = list(welcome(portals, [], []))
    assert len(lines) < 100
    assert any("940" in line for line in lines)


def test_an_empty_house_greets_too() -> None:
    assert len(list(welcome([], [], []))) == 4
