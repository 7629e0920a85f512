"""What leads from an item to its deadlines."""

from collections.abc import Iterator

from django.contrib.auth.models import AbstractUser
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.core.item_links import ItemLink, register_item_links
from cms.core.models import EditorialRecord
from cms.deadlines.models import Due


def offered(record: EditorialRecord, user: AbstractUser) -> Iterator[ItemLink]:
    if Due.objects.visible_to(user).filter(record=record).exists():
        url = reverse("deadlines:item", args=[record.pk])
        yield ItemLink(_("Deadlines of the item"), url, "time")


def register() -> None:
    register_item_links(offered)
