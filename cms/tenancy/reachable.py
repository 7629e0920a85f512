"""Which pages, files and tags somebody may meet in the administration at all.

Wagtail asks a policy for each action. Choosers, filters and addresses ask for less:
whether a thing belongs to one of the person's units in any way.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, Model, Q, QuerySet
from django.db.models.functions import Cast
from taggit.models import Tag
from wagtail.models import Collection, Page, Site
from wagtail.permissions import policy_registry

from media_library.models import Document, Image, Media
from sites.models import Portal
from sites.reach import reach_of

FILES = (Image, Document, Media)
ANY_USE = ("view", "choose", "add", "change", "delete")


def reachable(model: type[Any], user: Any) -> "QuerySet[Any]":
    """Return the pages, files, collections or sites of the person's units."""
    everything: QuerySet[Any] = model._default_manager.all()
    if user.is_superuser:
        return everything
    if issubclass(model, Page):
        return _pages(model, user)
    if model is Collection:
        return _collections(user)
    if model is Site:
        held = Portal.objects.filter(unit__in=reach_of(user).held)
        return everything.filter(pk__in=held.values("site"))
    policy = policy_registry.get_by_type(model)
    files: QuerySet[Any] = policy.instances_user_has_any_permission_for(user, ANY_USE)
    return files


def is_reachable(model: type[Any], key: object, user: Any) -> bool:
    """Tell whether a thing with this key is among the person's; any text may be asked."""
    text = str(key)
    return text.isdecimal() and reachable(model, user).filter(pk=text).exists()


def reachable_tags(user: Any, model: type[Model] | None = None) -> "QuerySet[Tag]":
    """Return the tags that files of the person's units carry, the most used ones first."""
    worn = Q(pk__in=[])
    for kind in [model] if model else FILES:
        worn |= Q(
            taggit_taggeditem_items__content_type=ContentType.objects.get_for_model(
                kind
            ),
            taggit_taggeditem_items__object_id__in=reachable(kind, user).values("pk"),
        )
    tags: QuerySet[Tag] = Tag.objects.filter(worn)
    counted: QuerySet[Tag] = tags.annotate(worn_by=Count("taggit_taggeditem_items"))
    return counted.order_by("-worn_by", "name")


def keys_as_text(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Return the keys of rows as logs of every kind of object keep them."""
    return rows.values_list(Cast("pk", output_field=CharField()), flat=True)


def _pages(model: type[Any], user: Any) -> "QuerySet[Any]":
    policy = policy_registry.get_by_type(Page)
    pages: QuerySet[Any] = policy.explorable_instances(user)
    typed: QuerySet[Any] = model._default_manager.filter(pk__in=pages.values("pk"))
    return pages if model is Page else typed


def _collections(user: Any) -> "QuerySet[Any]":
    found: QuerySet[Any] = Collection.objects.none()
    for kind in FILES:
        policy = policy_registry.get_by_type(kind)
        found = found | policy.collections_user_has_any_permission_for(user, ANY_USE)
    return found
