"""Rights on pages: those of the unit in whose folder a page lies (ADR 0008, 0026)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db.models import Q, QuerySet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from sites.models import Portal
from sites.permissions import PAGE, capabilities_granting
from sites.policies.paths import inside
from sites.reach import FOLDER_PATH, Place, reach_of
from sites.selectors import people_holding
from sites.veils import hidden_pages

EXPLORE = frozenset(
    f"{action}_page"
    for action in ("view", "add", "change", "publish", "lock", "unlock", "bulk_delete")
)

# What Wagtail asks, at least, before it shows somebody any page at all: its tree, its
# search, its versions, its reports. Who may only look is let in there; each page is asked about again.
LOOK = frozenset({"add", "change", "publish"})


@dataclass(frozen=True)
class Codename:
    codename: str


@dataclass(frozen=True)
class PageGrant:
    """What Wagtail reads of its own grants to groups: which right, and from where on."""

    page: Page
    permission: Codename

    @property
    def page_id(self) -> int:
        key: int = self.page.pk
        return key


class UnitPagePolicy(PagePermissionPolicy):
    """Gives each role its rights on the unit's folder and everything in it.

    Nothing outside a unit's folder belongs to anybody, and the root is nobody's but the
    keepers': who serves several units explores the folder of the one they work in.
    """

    def get_all_permissions_for_user(self, user: Any) -> list[PageGrant]:
        if user.is_superuser:
            return []
        reach = reach_of(user)
        return [
            PageGrant(reach.folders[place.folder_path], Codename(codename))
            for place in reach.places.values()
            for codename in reach.granted(PAGE, place.unit_id)
        ]

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        base = self._base_user_has_permission(user)
        if base is not None:
            return bool(base)
        wanted = frozenset(actions)
        looks = {"view_page"} if wanted >= LOOK else frozenset()
        return bool(self._places(user, self._codenames(wanted, owner=True) | looks))

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Iterable[str], instance: Any
    ) -> bool:
        base = self._base_user_has_permission(user)
        if base is not None:
            return bool(base)
        if instance.pk in hidden_pages(user):
            return False
        owner = instance.owner_id == user.pk
        places = self._places(user, self._codenames(actions, owner=owner))
        return instance.path[:FOLDER_PATH] in {place.folder_path for place in places}

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> "QuerySet[Page]":
        base = self._base_queryset_for_user(user)
        if base is not None:
            everything: QuerySet[Page] = base
            return everything
        codenames = self._codenames(actions, owner=False)
        allowed = in_folders(self._places(user, codenames))
        if "change_page" in codenames:
            writing = in_folders(self._places(user, {"add_page"}))
            allowed |= writing & Q(owner=user)
        pages: QuerySet[Page] = self.model._default_manager.filter(allowed)
        return without_hidden(pages, user)

    def may_explore(self, user: Any, page: Page) -> bool:
        """Tell whether a page is among the explorable ones; asks no query for each."""
        if user.is_superuser:
            return True
        places = self._places(user, EXPLORE)
        if page.path[:FOLDER_PATH] not in {place.folder_path for place in places}:
            return False
        return page.pk not in hidden_pages(user)

    def explorable_instances(self, user: Any) -> "QuerySet[Page]":
        base = self._base_queryset_for_user(user)
        if base is not None:
            everything: QuerySet[Page] = base
            return everything
        pages: QuerySet[Page] = self.model._default_manager.filter(
            in_folders(self._places(user, EXPLORE))
        )
        return without_hidden(pages, user)

    def instances_with_direct_explore_permission(self, user: Any) -> list[Page]:
        if user.is_superuser:
            return [Page.get_first_root_node()]
        reach = reach_of(user)
        return [
            reach.folders[place.folder_path] for place in self._places(user, EXPLORE)
        ]

    def explorable_root_instance(self, user: Any) -> Page | None:
        """Return the folder of the unit the person works in; the root for keepers."""
        if hasattr(user, self._explorable_root_instance_cache_name):
            known: Page | None = getattr(
                user, self._explorable_root_instance_cache_name
            )
            return known
        root = self._explorable_root(user)
        setattr(user, self._explorable_root_instance_cache_name, root)
        return root

    def users_with_any_permission(
        self,
        actions: Iterable[str],
        include_superusers: bool = True,  # noqa: FBT001, FBT002 - Wagtail's signature
    ) -> "QuerySet[AbstractUser]":
        codenames = self._codenames(actions, owner=True)
        people = people_holding(capabilities_granting(PAGE, codenames))
        return people if include_superusers else people.filter(is_superuser=False)

    def users_with_any_permission_for_instance(
        self,
        actions: Iterable[str],
        instance: Any,
        include_superusers: bool = True,  # noqa: FBT001, FBT002 - Wagtail's signature
    ) -> "QuerySet[AbstractUser]":
        unit_id = unit_of_path(instance.path)
        codenames = self._codenames(actions, owner=False)
        people = people_holding(capabilities_granting(PAGE, codenames), unit_id=unit_id)
        if "change_page" in codenames and instance.owner_id:
            writers = people_holding(
                capabilities_granting(PAGE, {"add_page"}), unit_id=unit_id
            )
            people |= writers.filter(pk=instance.owner_id)
        return people if include_superusers else people.filter(is_superuser=False)

    def _explorable_root(self, user: Any) -> Page | None:
        if user.is_superuser:
            root: Page = Page.get_first_root_node()
            return root
        places = self._places(user, EXPLORE)
        if not places:
            return None
        working = getattr(user, "working_unit_id", None)
        chosen = next(
            (place for place in places if place.unit_id == working), places[0]
        )
        return reach_of(user).folders[chosen.folder_path]

    def _codenames(self, actions: Iterable[str], *, owner: bool) -> set[str]:
        """Return the codenames that allow the actions; who may add may change their own."""
        codenames: set[str] = {f"{action}_page" for action in actions}
        if owner and "change_page" in codenames:
            codenames.add("add_page")
        return codenames

    def _places(self, user: Any, codenames: Iterable[str]) -> list[Place]:
        return reach_of(user).places_with(capabilities_granting(PAGE, codenames))


def without_hidden(pages: "QuerySet[Page]", user: Any) -> "QuerySet[Page]":
    """Leave out what the person must not meet yet (ADR 0045)."""
    hidden = hidden_pages(user)
    return pages.exclude(pk__in=hidden) if hidden else pages


def in_folders(places: list[Place]) -> Q:
    """Return the condition that a page lies in one of the folders, or is one."""
    return inside([place.folder_path for place in places])


def unit_of_path(path: str) -> int | None:
    """Return the key of the unit in whose folder a tree path lies."""
    return Portal.objects.unit_at(path[:FOLDER_PATH])
