"""What the house leaves out of Wagtail, and what it says in its place."""

import pytest

from sites.models import Capability
from tests.admin import admin_client, soup, words
from tests.factories.news import NewsPageFactory
from tests.factories.people import person_of
from tests.factories.portals import Living

pytestmark = pytest.mark.django_db


def test_the_menu_of_help_leads_nowhere_outside(living: Living) -> None:
    page = admin_client(person_of(living.unit, Capability.EDITOR)).get("/admin/")
    menu = soup(page).select_one("#wagtail-sidebar-props")
    assert menu is not None
    assert "keyboard-shortcuts" in menu.text
    assert "guide.wagtail.org" not in menu.text


def test_an_address_that_does_not_exist_keeps_the_house_s_face(living: Living) -> None:
    client = admin_client(person_of(living.unit, Capability.EDITOR))
    answer = client.get("/admin/khong-co/")
    assert answer.status_code == 404
    assert words(answer, "h1") == "Không tìm thấy trang quản trị này"
    assert words(answer, "header") == "Đình"


def test_a_search_counts_pages_and_not_none(living: Living) -> None:
    NewsPageFactory.create(parent=living.section, title="Hội làng mở cửa")
    client = admin_client(person_of(living.unit, Capability.EDITOR))
    found = client.get("/admin/pages/search/", {"q": "hội làng"})
    assert "1–1 trong 1 trang" in words(found, "#page-results, #listing-results")
