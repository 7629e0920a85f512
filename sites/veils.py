"""What must not be known yet, in its own unit either: items, their pages, their files.

Which items those are, and from whom they are hidden, a room above says (ADR 0045). The
policies ask here, so that whatever asks a policy keeps the secret too.
"""

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Page, ReferenceIndex

Lookup = Callable[[Any], Collection[UUID]]
NOTHING: frozenset[Any] = frozenset()
REMEMBERED = ("_hidden_items", "_hidden_pages")

_lookups: list[Lookup] = []


def hide(lookup: Lookup) -> None:
    """Let a room say which items (``translation_key``) a person must not meet."""
    if lookup not in _lookups:
        _lookups.append(lookup)


def hidden_items(user: Any) -> frozenset[UUID]:
    """Return the items hidden from a person, asked once for this object of the person."""
    if not user.is_authenticated:
        return NOTHING
    if not hasattr(user, REMEMBERED[0]):
        user._hidden_items = frozenset().union(*(ask(user) for ask in _lookups))
    found: frozenset[UUID] = user._hidden_items
    return found


def hidden_pages(user: Any) -> frozenset[int]:
    """Return the keys of the pages that tell those items, in all languages."""
    items = hidden_items(user)
    if not items:
        return NOTHING
    if not hasattr(user, REMEMBERED[1]):
        pages = Page.objects.filter(translation_key__in=items)
        user._hidden_pages = frozenset(pages.values_list("pk", flat=True))
    found: frozenset[int] = user._hidden_pages
    return found


def hidden_files(user: Any, model: type[Any]) -> frozenset[int]:
    """Return the keys of files that only those pages show, and others brought in."""
    pages = hidden_pages(user)
    if not pages:
        return NOTHING
    own = model._default_manager.filter(uploaded_by_user=user.pk)
    return files_shown_only_by(model, pages) - set(own.values_list("pk", flat=True))


def files_shown_only_by(model: type[Any], pages: Collection[int]) -> frozenset[int]:
    """Return the keys of files that some pages show, and nothing that readers see.

    What is not live yet shows nothing to anybody; what an owner’s texts, an event or a
    unit shows is seen.
    """
    kinds = ContentType.objects.get_for_models(model, Page)
    references = ReferenceIndex.objects.filter(to_content_type=kinds[model])
    of_pages = references.filter(base_content_type=kinds[Page])
    ours = of_pages.filter(object_id__in=map(str, pages))
    shown = set(ours.values_list("to_object_id", flat=True))
    if not shown:
        return NOTHING
    live = Page.objects.filter(
        live=True, pk__in=map(int, _showing(of_pages, shown))
    ).exclude(pk__in=pages)
    of_live = Q(base_content_type=kinds[Page]) & Q(
        object_id__in=[str(key) for key in live.values_list("pk", flat=True)]
    )
    # Words about a file are rows of its own room.
    elsewhere = ~Q(base_content_type=kinds[Page]) & ~Q(
        base_content_type__app_label=model._meta.app_label
    )
    seen = references.filter(of_live | elsewhere, to_object_id__in=shown)
    return frozenset(map(int, shown - set(seen.values_list("to_object_id", flat=True))))


def forget_hidden(user: Any) -> None:
    """Let a person be asked about anew: a role or an item changed just now."""
    for name in REMEMBERED:
        if hasattr(user, name):
            delattr(user, name)


def _showing(of_pages: Any, shown: set[str]) -> set[str]:
    return set(
        of_pages.filter(to_object_id__in=shown).values_list("object_id", flat=True)
    )
