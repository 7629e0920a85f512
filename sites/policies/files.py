"""Rights on pictures, documents and clips: those of the unit whose collection holds them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Collection
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from sites.models import Portal
from sites.permissions import COLLECTION, capabilities_granting
from sites.policies.paths import inside
from sites.reach import Reach, reach_of
from sites.selectors import keepers, people_holding
from sites.veils import hidden_files

COLLECTION_DEPTH = 2  # a portal's collection lies directly under the root

VIEW = "view"
# What Wagtail asks before it shows somebody the library at all. Who may only look is let
# in there; each file is asked about again.
LIBRARY = frozenset({"add", "change", "delete"})


class UnitFilesPolicy(CollectionOwnershipPermissionPolicy):
    """Gives each role its rights on the unit's collection and those inside it.

    Wagtail's own policy knows no “view”: files are changed, chosen, or not met at all.
    """

    permission_cache_name = ""  # nothing here is read from groups

    def user_has_permission(self, user: Any, action: str) -> bool:
        if action == VIEW:
            return self._check_perm(user, [VIEW])
        return bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        wanted = set(actions)
        looks = {VIEW} if wanted >= LIBRARY else set()
        return any(self.user_has_permission(user, action) for action in wanted | looks)

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Iterable[str], instance: Any
    ) -> bool:
        if instance.pk in hidden_files(user, self.model):
            return False
        if super().user_has_any_permission_for_instance(user, actions, instance):
            return True
        looks = VIEW in set(actions)
        return looks and self._check_perm(user, [VIEW], collection=instance.collection)

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> "QuerySet[Any]":
        found: QuerySet[Any] = super().instances_user_has_any_permission_for(
            user, actions
        )
        if not user.is_superuser and VIEW in set(actions):
            seen = self._collections_with_perm(user, [VIEW])
            found = found | self.model._default_manager.filter(collection__in=seen)
        hidden = hidden_files(user, self.model)
        return found.exclude(pk__in=hidden) if hidden else found

    def collections_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> "QuerySet[Collection]":
        found: QuerySet[Collection] = super().collections_user_has_any_permission_for(
            user, actions
        )
        if user.is_superuser or VIEW not in set(actions):
            return found
        return found | self._collections_with_perm(user, [VIEW])

    def _check_perm(
        self, user: Any, actions: Iterable[str], collection: Any = None
    ) -> bool:
        if not (user.is_active and user.is_authenticated):
            return False
        if user.is_superuser:
            return True
        roots = self._roots(user, actions)
        if collection is None:
            return bool(roots)
        return any(collection.path.startswith(root) for root in roots)

    def _collections_with_perm(
        self, user: Any, actions: Iterable[str]
    ) -> "QuerySet[Collection]":
        collections: QuerySet[Collection] = Collection.objects.filter(
            inside(self._roots(user, actions))
        )
        return collections

    def _users_with_perm_filter(
        self, actions: Iterable[str], collection: Any = None
    ) -> Q:
        holders = capabilities_granting(COLLECTION, self._codenames(actions))
        if collection is None:
            return Q(pk__in=people_holding(holders))
        unit_id = Portal.objects.unit_keeping(collection)
        if unit_id is None:
            return Q(pk__in=keepers())
        return Q(pk__in=people_holding(holders, unit_id=unit_id))

    def _roots(self, user: Any, actions: Iterable[str]) -> list[str]:
        """Return the paths of the collections a role gives any of the actions on."""
        holders = capabilities_granting(COLLECTION, self._codenames(actions))
        return [place.collection_path for place in reach_of(user).places_with(holders)]

    def _codenames(self, actions: Iterable[str]) -> set[str]:
        name = self.auth_model._meta.model_name
        return {f"{action}_{name}" for action in actions}


@dataclass(frozen=True)
class Codename:
    codename: str


@dataclass(frozen=True)
class CollectionGrant:
    """What Wagtail reads of its own grants to groups: which right, and from where on."""

    collection: Collection
    permission: Codename

    @property
    def collection_id(self) -> int:
        key: int = self.collection.pk
        return key


def collection_grants(reach: Reach) -> list[CollectionGrant]:
    """Return a person's rights on collections in the form that Wagtail keeps on a user.

    wagtailmedia's views do not ask Wagtail's registry of policies; they read these.
    """
    return [
        CollectionGrant(
            Collection(
                pk=place.collection_id,
                path=place.collection_path,
                depth=COLLECTION_DEPTH,
            ),
            Codename(codename),
        )
        for place in reach.places.values()
        for codename in reach.granted(COLLECTION, place.unit_id)
    ]
