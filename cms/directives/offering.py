"""What leads from an item to directives that name it."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.urls import reverse

from cms.core.item_links import ItemLink, register_item_links
from cms.core.models import EditorialRecord
from cms.directives.permissions import DIRECTIVES


def offered(record: EditorialRecord, user: AbstractUser) -> Iterator[ItemLink]:
    rows: Any = DIRECTIVES.instances_user_has_any_permission_for(
        user, ("view", "change")
    )
    for directive in rows.filter(links__record=record).distinct():
        url = reverse("directives:inspect", args=[directive.pk])
        yield ItemLink(str(directive), url, "doc-full")


def register() -> None:
    register_item_links(offered)
