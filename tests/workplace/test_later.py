"""Cards that the first page fetches once it stands."""

from typing import Any

import pytest
from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from cms.workplace.later import HOOK
from sites.models import Capability
from tests.admin import LATER, admin_client, soup
from tests.factories.people import person_of
from tests.factories.portals import living_portal

pytestmark = pytest.mark.django_db
HOME = "/admin/"


class Card(Component):
    def __init__(self, name: str, order: int, *, aside: bool = False) -> None:
        self.name, self.order, self.aside = name, order, aside

    def render_html(self, parent_context: Any = None) -> Any:
        return self.name


def two_cards(request: HttpRequest, panels: list[Any]) -> None:
    panels.extend([Card("sau", 20), Card("trước", 10), Card("bên", 5, aside=True)])


def none(request: HttpRequest, panels: list[Any]) -> None:
    panels.clear()


def columns(page: Any) -> dict[str, str]:
    return {
        str(column["data-later-column"]): column.get_text(strip=True)
        for column in page.select("[data-later-column]")
    }


def test_cards_come_in_their_order_and_column() -> None:
    client = admin_client(person_of(living_portal().unit, Capability.EDITOR))
    with (
        hooks.register_temporarily(HOOK, none),
        hooks.register_temporarily(HOOK, two_cards),
    ):
        home, later = (soup(client.get(path)) for path in (HOME, LATER))
    assert columns(later) == {"main": "trướcsau", "aside": "bên"}
    slots = [slot["data-later-slot"] for slot in home.select(f'[data-later="{LATER}"]')]
    assert sorted(slots) == ["aside", "main"]
    # Without a script the link leads there.
    assert home.select_one(f'[data-later-slot=main] a[href="{LATER}"]')
    assert home.select('script[src*="workplace/later"]')


def test_nothing_is_fetched_where_there_is_nothing() -> None:
    client = admin_client(person_of(living_portal().unit, Capability.EDITOR))
    with hooks.register_temporarily(HOOK, none):
        home = soup(client.get(HOME))
    assert home.select("[data-later]") == []
    assert home.select('script[src*="workplace/later"]') == []
