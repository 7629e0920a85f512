"""Where a file of the library is used, as far as somebody may know it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from sites.policies import UnitPolicy

MOST = 50  # of an emblem nobody reads a longer list


@dataclass(frozen=True)
class Use:
    """A page or a record that shows a file; without an address it can only be named."""

    title: str
    kind: str
    url: str


def uses_of(asset: Any, user: Any) -> tuple[list[Use], int]:
    """Return the uses that somebody may know, at most ``MOST``, and how many are left."""
    users = [user_of for user_of, _ in ReferenceIndex.get_grouped_references_to(asset)]
    named = [_use(entity) for entity in users[:MOST] if _may_know(entity, user)]
    return named, len(users) - len(named)


def _may_know(entity: Any, user: Any) -> bool:
    policy = policy_registry.get_by_type(type(entity))
    if isinstance(entity, Page):
        return bool(policy.may_explore(user, entity))
    if isinstance(policy, UnitPolicy):
        return policy.user_has_permission_for_instance(user, "view", entity)
    return bool(user.is_superuser)


def _use(entity: Any) -> Use:
    if not isinstance(entity, Page):
        return Use(str(entity), str(entity._meta.verbose_name), "")
    kind = entity.specific_class._meta.verbose_name
    return Use(entity.title, str(kind), reverse("tenancy:page_draft", args=[entity.pk]))
