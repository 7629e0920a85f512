"""The screens of the house's keepers: units, portals and lists."""

from collections.abc import Callable
from datetime import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext as _

from sites import stamps
from sites.models import (
    Capability,
    OfficeHours,
    Portal,
    Unit,
    UnitSuccession,
)
from sites.services import grant_role
from tests.admin import add_row, admin_client, errors, send, soup, words
from tests.factories.people import RoleAssignmentFactory, UserFactory, person_of
from tests.factories.portals import (
    Living,
    UnitFactory,
    living_portal,
)

pytestmark = pytest.mark.django_db

QUERIES = 20


@pytest.mark.parametrize(
    "path",
    ["unit/", "unit/new/", "portal/"],
)
@pytest.mark.parametrize("capability", [Capability.EDITOR, Capability.UNIT_ADMIN])
def test_only_superusers_keep_the_house(
    bilingual: Living, path: str, capability: Capability
) -> None:
    client = admin_client(person_of(bilingual.unit, capability))
    response = client.get(f"/admin/{path}")
    assert (response.status_code, response["location"]) == (302, "/admin/")
    menu = client.get("/admin/").content.decode()
    assert "/admin/portal/" not in menu


@pytest.mark.parametrize("path", ["portal/", "unit/"])
def test_a_list_costs_the_same_however_long_it_is(
    keeper: Client, bilingual: Living, path: str
) -> None:
    counts = []
    grant_role(
        user=UserFactory.create(), unit=bilingual.unit, capability=Capability.EDITOR
    )
    keeper.get(f"/admin/{path}")
    for more in (1, 5):
        for _number in range(more):
            other = living_portal(
                unit=UnitFactory.create(parent=bilingual.unit), sections=("Tin",)
            )
            RoleAssignmentFactory.create(unit=other.unit)
        with CaptureQueriesContext(connection) as queries:
            assert keeper.get(f"/admin/{path}").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= QUERIES


DICTIONARY = ["hoa mai", "hòa an", "hoà thắng", "hỏa lò", "hoá đơn", "họa mi"]


def listed(client: Client, url: str) -> list[str]:
    cells = soup(client.get(url)).select("td.title .title-wrapper")
    return [cell.get_text(strip=True) for cell in cells]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", DICTIONARY),
        ("?ordering=sort_key", DICTIONARY),
        ("?ordering=-sort_key", DICTIONARY[::-1]),
        ("?ordering=name", DICTIONARY),  # of an old link
    ],
)
def test_units_are_listed_as_in_a_dictionary(
    keeper: Client, query: str, names: list[str]
) -> None:
    for name in sorted(DICTIONARY):
        UnitFactory.create(name=name)
    assert listed(keeper, f"/admin/unit/{query}") == names
    headings = soup(keeper.get(f"/admin/unit/{query}")).select("table.listing th a")
    assert "ordering=sort_key" in str(headings).replace("=-", "=")


@pytest.mark.parametrize("query", ["", "?ordering=unit"])
def test_portals_are_listed_by_the_names_of_their_units(
    keeper: Client, query: str
) -> None:
    for name in ("Ea Kar", "Đông Anh", "Dân Tiến"):
        living_portal(unit=UnitFactory.create(name=name))
    wanted = ["Dân Tiến", "Đông Anh", "Ea Kar"]
    assert listed(keeper, f"/admin/portal/{query}") == wanted


def test_a_unit_is_added_with_its_hours_and_history(keeper: Client) -> None:
    heir = UnitFactory.create()
    url = "/admin/unit/new/"
    response = send(
        keeper,
        url,
        name="Sở Văn hóa và Thể thao thành phố Hà Nội",
        short_name="Sở VHTT Hà Nội",
        symbol="SVHTT",
        kind="department",
        regime="state",
        code="so-vhtt-ha-noi",
        **add_row("office_hours", 0, weekday=1, opens="07:30", closes="11:30"),
        **add_row(
            "successions",
            0,
            successor=heir.pk,
            kind="merge",
            decision="NQ 1/2026",
            effective_on="2027-01-01",
        ),
    )
    assert response["location"] == "/admin/unit/", errors(response)
    unit = Unit.objects.get(code="so-vhtt-ha-noi")
    hours = OfficeHours.objects.get(unit=unit)
    assert (hours.weekday, hours.opens, hours.closes) == (1, time(7, 30), time(11, 30))
    assert UnitSuccession.objects.get(predecessor=unit).successor == heir


def test_a_unit_keeps_its_code(keeper: Client) -> None:
    unit = UnitFactory.create(code="so-vhtt-da-nang")
    send(keeper, f"/admin/unit/edit/{unit.pk}/", code="ma-khac", name="Tên mới")
    unit.refresh_from_db()
    assert (unit.code, unit.name) == ("so-vhtt-da-nang", "Tên mới")


@pytest.mark.parametrize(
    "parent_of",
    [
        lambda unit: unit,
        lambda unit: UnitFactory.create(parent=UnitFactory.create(parent=unit)),
    ],
    ids=["itself", "below"],
)
def test_a_unit_can_t_lie_below_itself(
    keeper: Client, parent_of: Callable[[Unit], Unit]
) -> None:
    unit = UnitFactory.create()
    url = f"/admin/unit/edit/{unit.pk}/"
    response = send(keeper, url, parent=parent_of(unit).pk)
    assert errors(response) == [_("A unit can't lie below itself.")]
    unit.refresh_from_db()
    assert unit.parent is None


def test_a_unit_may_lie_below_another(keeper: Client) -> None:
    unit, above = UnitFactory.create(), UnitFactory.create(parent=UnitFactory.create())
    send(keeper, f"/admin/unit/edit/{unit.pk}/", parent=above.pk)
    unit.refresh_from_db()
    assert unit.parent == above


def test_a_changed_unit_is_announced(keeper: Client, bilingual: Living) -> None:
    names = ("directory", stamps.portal_stamp(bilingual.portal.pk))
    before = stamps.read(*names)
    send(keeper, f"/admin/unit/edit/{bilingual.unit.pk}/", name="Tên mới")
    assert all(
        now > then for now, then in zip(stamps.read(*names), before, strict=True)
    )


@pytest.mark.parametrize("path", ["unit/delete", "unit/copy", "portal/delete"])
def test_units_and_portals_are_never_deleted(
    keeper: Client, bilingual: Living, path: str
) -> None:
    key = bilingual.unit.pk if path.startswith("unit") else bilingual.portal.pk
    assert keeper.post(f"/admin/{path}/{key}/").status_code in {302, 404}
    assert Unit.objects.filter(pk=bilingual.unit.pk).exists()
    assert Portal.objects.filter(pk=bilingual.portal.pk).exists()


def test_units_are_found_by_name_and_code(keeper: Client) -> None:
    UnitFactory.create(name="Bảo tàng tỉnh", code="bao-tang-tinh")
    UnitFactory.create(name="Thư viện tỉnh", code="thu-vien-tinh")
    for query in ("Bảo tàng", "bao-tang"):
        found = words(keeper.get(f"/admin/unit/?q={query}"))
        assert "Bảo tàng tỉnh" in found
        assert "Thư viện tỉnh" not in found
