"""Words of a portal per language (T4)."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sites.models import MenuItem, OwnerText
from tests.factories.portals import Living, MenuItemFactory, living_portal, locale
from tests.factories.publishing import store, take_away
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def living() -> Living:
    return living_portal()


def test_an_owner_has_one_text_per_language(living: Living) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        store(OwnerText(portal=living.portal, locale=locale("vi"), name="B"))
    store(OwnerText(portal=living.portal, locale=locale("en"), name="Dept"))
    assert [str(text) for text in living.portal.owner_texts.all()] == [
        f"{living.unit.name} (vi)",
        "Dept",
    ]


@pytest.mark.parametrize("target", ["none", "both"])
def test_an_entry_leads_to_a_page_or_an_address(living: Living, target: str) -> None:
    values: Any = {
        "none": {"url": "", "page": None},
        "both": {"url": "https://chinhphu.vn", "page": living.section},
    }[target]
    item = MenuItemFactory.build(portal=living.portal, locale=locale("vi"), **values)
    with pytest.raises(ValidationError) as refusal:
        item.clean()
    assert refusal.value.messages == [_("Choose a page or give an address, not both.")]
    with pytest.raises(IntegrityError), transaction.atomic():
        store(item)
    assert not MenuItem.objects.exists()


def test_entries_stand_by_place_then_order(living: Living) -> None:
    rows = [("links", 2, "C"), ("footer", 5, "A"), ("links", 1, "B")]
    for place, order, title in rows:
        MenuItemFactory.create(
            portal=living.portal, place=place, sort_order=order, title=title
        )
    assert [str(item) for item in MenuItem.objects.all()] == ["A", "B", "C"]
    MenuItemFactory.build(portal=living.portal, locale=locale("vi")).clean()


def test_an_entry_goes_with_its_page(living: Living) -> None:
    MenuItemFactory.create(portal=living.portal, url="", page=living.section)
    take_away(living.section)
    assert not MenuItem.objects.exists()
