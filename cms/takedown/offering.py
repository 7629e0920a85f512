"""What leads to this room from a page, a record or a reader's report."""

from collections.abc import Iterator

from django.contrib.auth.models import AbstractUser
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.core.item_links import ItemLink, register_item_links
from cms.core.models import EditorialRecord
from cms.takedown.kinds import Kind
from cms.takedown.models import Removal
from cms.takedown.permissions import REMOVALS


def offered(record: EditorialRecord, user: AbstractUser) -> Iterator[ItemLink]:
    """Yield what stands about the item already, then what the person may do to it."""
    if not REMOVALS.may(user, "view", record.unit_id):
        return
    standing = {one.kind: one for one in Removal.objects.of(record).open()}
    for removal in standing.values():
        url = reverse("takedown:inspect", args=[removal.pk])
        yield ItemLink(str(removal.get_kind_display()), url, "no-view")
    pages = Page.objects.filter(translation_key=record.translation_key)
    is_live = pages.filter(live=True).exists()
    if Kind.STOP not in standing and (is_live or standing):
        yield from _deeds(record, user, set(standing), is_live=is_live)


def _deeds(
    record: EditorialRecord, user: AbstractUser, standing: set[str], *, is_live: bool
) -> Iterator[ItemLink]:
    deeds = [
        (Kind.HIDE, "hide", _("Hide…"), "no-view"),
        (Kind.TAKEDOWN, "ask", _("Take down…"), "cross"),
        (Kind.STOP, "stop", _("Stop at once…"), "lock"),
    ]
    for kind, action, label, icon in deeds:
        is_over = kind in standing or (kind == Kind.HIDE and not is_live)
        if not is_over and REMOVALS.may(user, action, record.unit_id):
            url = reverse(f"takedown:{action}", args=[record.page_id])
            yield ItemLink(label, url, icon, is_deed=True)


def register() -> None:
    register_item_links(offered)
