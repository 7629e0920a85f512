"""What screens about one item lead to, whichever feature offers it.

The record of an item, a reader's report about it: each asks here, so that features need
not know each other.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.contrib.auth.models import AbstractUser
from wagtail.admin.widgets.button import Button

from cms.core.models import EditorialRecord

FIRST = 40  # behind what a screen offers itself


@dataclass(frozen=True)
class ItemLink:
    """A way on. ``is_deed``: it leads to something that is done to the item."""

    label: str
    url: str
    icon: str
    is_deed: bool = False


Offer = Callable[[EditorialRecord, AbstractUser], Iterable[ItemLink]]

_offers: list[Offer] = []


def register_item_links(offer: Offer) -> None:
    """Let a feature offer ways on from an item; called once when apps are ready."""
    if offer not in _offers:
        _offers.append(offer)


def item_links(record: EditorialRecord, user: AbstractUser) -> Iterator[ItemLink]:
    for offer in _offers:
        yield from offer(record, user)


def item_buttons(
    record: EditorialRecord, user: AbstractUser, *, deeds_only: bool = False
) -> list[Button]:
    """Return the ways on as buttons of a screen's header."""
    links = [
        link for link in item_links(record, user) if link.is_deed or not deeds_only
    ]
    return [
        Button(link.label, url=link.url, icon_name=link.icon, priority=FIRST + place)
        for place, link in enumerate(links)
    ]
