"""Who may read and change desk data."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db.models import QuerySet

from cms.core.models import EditorialRecord
from sites.policies import UnitPolicy
from sites.veils import hidden_items

CHANGE = "core.change_editorialrecord"


def may_change_items(user: Any) -> bool:
    """Tell whether there is a unit whose items the person may change."""
    return bool(user.has_perm(CHANGE))


class RecordPolicy(UnitPolicy):
    """The unit's records, but those of items nobody outside a route may know of yet."""

    def user_has_permission_for_instance(
        self, user: AbstractUser, action: str, instance: Any
    ) -> bool:
        if instance.translation_key in hidden_items(user):
            return False
        return super().user_has_permission_for_instance(user, action, instance)

    def instances_user_has_any_permission_for(
        self, user: AbstractUser, actions: Iterable[str]
    ) -> "QuerySet[Any]":
        rows: QuerySet[Any] = super().instances_user_has_any_permission_for(
            user, actions
        )
        hidden = hidden_items(user)
        return rows.exclude(translation_key__in=hidden) if hidden else rows

    def hidden_from(self, user: AbstractUser) -> "QuerySet[Any]":
        """Return the records of the person's units that are hidden from them."""
        rows: QuerySet[Any] = super().instances_user_has_any_permission_for(
            user, ("view", "change")
        )
        return rows.filter(translation_key__in=hidden_items(user))


# A record comes with the first revision of its item and stays as long as the unit's
# history does: nobody adds or deletes one by hand.
RECORDS = RecordPolicy(EditorialRecord, ("change", "view"))
