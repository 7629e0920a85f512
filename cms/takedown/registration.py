"""What other rooms ask this one: what is held back, and what is under seal."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.signals import page_published

from cms.core.holds import (
    PAGE,
    register_hold,
    register_seal,
    register_sealed_records,
)
from cms.core.models import BasePage, EditorialRecord
from cms.takedown.kinds import Kind
from cms.takedown.models import Removal
from cms.takedown.services.returning import note_return


def why_held(page: Page) -> str:
    """Return why a page must not go live: hidden, or stopped."""
    keys = [page.translation_key]
    if page.alias_of_id:
        keys.append(page.alias_of.translation_key)
    held = Removal.objects.away().exclude(kind=Kind.TAKEDOWN)
    kind = held.filter(record__translation_key__in=keys).values_list("kind", flat=True)
    found = kind.first()
    if found == Kind.STOP:
        return _("This item was stopped. Nobody can publish it.")
    if found == Kind.HIDE:
        return _("This item is hidden. The board has to show it again first.")
    return ""


def is_under_seal(kind: str, key: int) -> bool:
    """Tell whether a page or a record belongs to an item that was stopped."""
    stops = Removal.objects.sealed()
    if kind != PAGE:
        return stops.filter(record=key).exists()
    records = EditorialRecord.objects.of_page(key)
    return stops.filter(record__in=records.values("pk")).exists()


def sealed_among(keys: Collection[int]) -> set[int]:
    """Return which of some records belong to items that were stopped."""
    stops = Removal.objects.sealed().filter(record__in=keys)
    return set(stops.values_list("record", flat=True))


def published(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    if isinstance(instance, BasePage):
        note_return(page=instance)


def register() -> None:
    """Join what the gate and the wall ask; called once when apps are ready."""
    register_hold(why_held)
    register_seal(is_under_seal)
    register_sealed_records(sealed_among)
    page_published.connect(published, dispatch_uid="takedown_published")
