"""The switcher: only one's own units, and nothing but the place changes."""

from typing import Any

import pytest
from django.test import Client

from cms.news.models import NewsPage
from cms.users.models import User
from cms.workplace.places import AT_A_GLANCE
from sites.models import Capability, RoleAssignment
from sites.services import grant_role
from sites.working import SESSION_KEY
from tests.admin import admin_client, form_of, soup, words
from tests.factories.bulk import make_portals
from tests.factories.news import NewsPageFactory
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import Living, UnitFactory, living_portal
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

SWITCH = "/admin/workplace/"


@pytest.fixture
@kept
def other(living: Living) -> Living:
    return living_portal()


@pytest.fixture
@kept
def editor(living: Living, other: Living) -> User:
    """Return somebody who works for two units, and not for a third."""
    person = person_of(living.unit, Capability.EDITOR)
    grant_role(user=person, unit=other.unit, capability=Capability.CONTRIBUTOR)
    return person


def offered(client: Client, query: str = "") -> list[str]:
    found = soup(client.get(SWITCH + query)).select(".d-places b")
    return [name.get_text() for name in found]


def test_it_offers_ones_own_units(editor: User, living: Living, other: Living) -> None:
    third = living_portal()
    names = offered(admin_client(editor))
    assert names == sorted([living.unit.name, other.unit.name])
    assert third.unit.name not in names


def test_a_choice_leads_to_the_units_pages_and_is_remembered(
    editor: User, other: Living
) -> None:
    client = admin_client(editor)
    answer = client.post(SWITCH, {"unit": other.unit.pk})
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/admin/pages/{other.folder.pk}/",
    )
    assert client.session[SESSION_KEY] == other.unit.pk
    assert other.unit.name in words(client.get("/admin/"), ".d-mark")
    current = soup(client.get(SWITCH)).select(".d-places [aria-current]")
    assert [place["value"] for place in current] == [str(other.unit.pk)]


@pytest.mark.parametrize("wanted", ["theirs", "0", "", "x", "9" * 30])
def test_another_units_place_does_not_exist(
    editor: User, living: Living, wanted: str
) -> None:
    third = living_portal()
    client = admin_client(editor)
    client.post(SWITCH, {"unit": living.unit.pk})
    roles = list(RoleAssignment.objects.order_by("pk").values())
    unit = str(third.unit.pk) if wanted == "theirs" else wanted
    assert client.post(SWITCH, {"unit": unit}).status_code == 404
    assert client.session[SESSION_KEY] == living.unit.pk
    assert list(RoleAssignment.objects.order_by("pk").values()) == roles


def test_a_unit_without_a_portal_leads_home(keeper: User) -> None:
    unit = UnitFactory.create()
    answer = admin_client(keeper).post(SWITCH, {"unit": unit.pk})
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")


def test_many_units_are_searched_with_marks_or_without(
    keeper: User, django_assert_max_num_queries: Any
) -> None:
    make_portals(30)
    client = admin_client(keeper)
    with django_assert_max_num_queries(20):
        assert len(offered(client)) == 24
    assert len(offered(client, "?p=2")) == 6
    assert offered(client, "?q=the thao so 17") == ["Sở Văn hóa và Thể thao số 17"]
    empty = words(client.get(f"{SWITCH}?q=khong-co-don-vi"), ".d-nothing")
    assert "khong-co-don-vi" in empty


def test_few_units_need_no_search(editor: User) -> None:
    assert len(offered(admin_client(editor))) <= AT_A_GLANCE
    assert (
        soup(admin_client(editor).get(SWITCH)).select_one("input[type=search]") is None
    )


def test_whoever_may_not_enter_is_led_to_the_door(living: Living) -> None:
    answer = admin_client(UserFactory.create()).get(SWITCH)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/admin/login/")


def test_two_tabs_of_two_units_save_each_into_its_own(
    editor: User, living: Living, other: Living
) -> None:
    """What a form is about stands in its address; the choice of a unit is no part of it."""
    here = NewsPageFactory.create(parent=living.section, title="Bài ở đây", draft=True)
    there = NewsPageFactory.create(
        parent=other.section, title="Bài ở kia", draft=True, owner=editor
    )
    client = admin_client(editor)
    addresses = [f"/admin/pages/{page.pk}/edit/" for page in (here, there)]
    new = f"/admin/pages/add/news/newspage/{living.section.pk}/"
    *forms, blank = (
        {**form_of(client.get(address)), "body-count": 0}
        for address in (*addresses, new)
    )
    client.post(SWITCH, {"unit": other.unit.pk})

    for address, form in zip(addresses, forms, strict=True):
        saved = client.post(address, {**form, "title": f"{form['title']}, sửa"})
        assert saved["Location"] == address
    made = client.post(new, {**blank, "title": "Bài mới", "slug": "bai-moi"})
    assert made.status_code == 302
    for page, title in ((here, "Bài ở đây, sửa"), (there, "Bài ở kia, sửa")):
        page.refresh_from_db()
        assert page.get_latest_revision_as_object().title == title
    assert NewsPage.objects.get(title="Bài mới").get_parent().pk == living.section.pk
    assert words(client.get(addresses[0]), ".d-mark-name") == living.unit.name + " (vi)"
