"""Removals, for rooms that point to them (``cms.core.pointers``)."""

import re
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.core.pointers import Pointer, register_pointer
from cms.takedown.models import Removal
from cms.takedown.permissions import REMOVALS

WRITTEN = re.compile(
    r"^(?:.*/takedown/inspect/|G[OỠ]-)(?P<key>\d{1,9})/?$", re.IGNORECASE
)


def find(text: str, user: AbstractUser) -> Removal | None:
    """Return the removal of an address, or of a number like “GO-12”."""
    written = WRITTEN.match(text.strip())
    if written is None:
        return None
    rows: Any = REMOVALS.instances_user_has_permission_for(user, "view")
    found: Removal | None = rows.filter(pk=written["key"]).first()
    return found


def by_keys(keys: list[int]) -> dict[int, Removal]:
    return Removal.objects.select_related("record").in_bulk(keys)


def register() -> None:
    register_pointer(
        Pointer(
            "removal",
            _("Takedown"),
            find,
            by_keys=by_keys,
            record_of=lambda removal: removal.record,
            title=str,
            url=lambda removal: reverse("takedown:inspect", args=[removal.pk]),
        )
    )
