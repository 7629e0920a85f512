"""“Sân đình” in the house, the home page on a portal."""

import pytest
from pytest_django import Settings

from search.breaks import unbroken
from sites.models import Capability, PortalStatus
from tests.admin import soup
from tests.factories.people import person_of
from tests.factories.portals import (
    Living,
    UnitFactory,
    UnitSuccessionFactory,
    living_portal,
)
from tests.plugins.kept import kept
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def living() -> Living:
    living = living_portal(host="a.localhost")
    person_of(living.unit, Capability.EDITOR, username="hn.bientap")
    return living


def test_every_portal_has_a_card_that_leads_to_it(
    living: Living, reader: Reader
) -> None:
    html = reader.get("localhost").content.decode()
    assert 'href="http://a.localhost/"' in html
    assert f"{unbroken(living.unit.name)} (vi)" in html


def test_the_same_address_on_a_portal_is_its_home(
    living: Living, reader: Reader
) -> None:
    response = reader.get("a.localhost")
    assert response.templates[0].name == "pages/home_page.html"


def test_one_click_leads_into_a_role(living: Living, reader: Reader) -> None:
    html = reader.get("localhost").content.decode()
    assert 'value="hn.bientap"' in html
    assert 'action="/demo/vao-vai/"' in html


def test_without_the_demonstration_nobody_is_named(
    living: Living, reader: Reader, settings: Settings
) -> None:
    settings.DEMO_LOGIN = False
    html = reader.get("localhost").content.decode()
    assert "hn.bientap" not in html
    assert "vao-vai" not in html
    assert 'href="http://a.localhost/"' in html


def test_an_empty_house_is_not_an_error(reader: Reader) -> None:
    assert reader.get("localhost").status_code == 200


def test_historic_portals_stand_apart_and_are_found(
    living: Living, reader: Reader
) -> None:
    old = living_portal(
        host="cu.localhost",
        status=PortalStatus.FROZEN,
        unit=UnitFactory.create(name="Ban Cũ"),
    )
    UnitSuccessionFactory.create(predecessor=old.unit, successor=living.unit)
    apart = soup(reader.get("localhost")).select_one(".historic")
    assert apart is not None
    told = " ".join(apart.get_text(" ").replace("\u2060", "").split())
    assert told.startswith("Cổng trước sắp xếp")
    assert "Từ 01/07/2025, công việc tiếp tục tại" in told
    links = [str(one["href"]) for one in apart.select("a")]
    assert links == [
        "http://cu.localhost/",
        "http://a.localhost/",
        "http://cu.localhost/",
    ]
    found = soup(reader.get("localhost", "/?q=ban cu"))
    assert "Có 2 cổng khớp với “ban cu”." in found.get_text(" ")
    field = found.select_one("#tim-cong")
    assert field is not None
    assert field["value"] == "ban cu"
    nothing = soup(reader.get("localhost", "/?q=khong+co"))
    assert nothing.select(".card-portal") == []
    assert "Có 0 cổng khớp với “khong co”." in nothing.get_text(" ")
