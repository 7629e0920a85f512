"""The list of people in the administration."""

import pytest
from django.test import Client

from tests.admin import admin_client, soup
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

PEOPLE = ("Trần Văn Ánh", "Đỗ Hùng", "Lê Thị An", "Bùi Văn Ánh")
IN_ORDER = ["Lê Thị An", "Bùi Văn Ánh", "Trần Văn Ánh", "Đỗ Hùng"]


@pytest.fixture
def root() -> Client:
    return admin_client(UserFactory.create(superuser=True, full_name="Gốc"))


@pytest.fixture(autouse=True)
def people() -> None:
    for name in PEOPLE:
        UserFactory.create(full_name=name)


def listed(client: Client, query: str = "") -> list[str]:
    page = soup(client.get(f"/admin/users/{query}"))
    cells = page.select("table.listing td.title .title-wrapper")
    return [
        name for name in (cell.get_text(strip=True) for cell in cells) if name != "Gốc"
    ]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", IN_ORDER),
        ("?ordering=sort_key", IN_ORDER),
        ("?ordering=-sort_key", IN_ORDER[::-1]),
        ("?q=%C3%81nh", ["Bùi Văn Ánh", "Trần Văn Ánh"]),
    ],
)
def test_people_are_listed_by_given_name(
    root: Client, query: str, names: list[str]
) -> None:
    assert listed(root, query) == names


def test_the_heading_of_names_turns_the_order_round(root: Client) -> None:
    page = soup(root.get("/admin/users/"))
    links = [link["href"] for link in page.select("table.listing th a")]
    assert any("ordering=-sort_key" in str(link) for link in links)


def test_people_can_be_listed_by_account(root: Client) -> None:
    assert set(listed(root, "?ordering=username")) == set(IN_ORDER)


def test_a_person_is_found_by_pen_name(root: Client) -> None:
    UserFactory.create(full_name="Vũ Lan", pen_name="Trúc Quân")
    assert listed(root, "?q=Quân") == ["Vũ Lan"]
