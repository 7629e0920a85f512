"""Where files lie: those of a private collection stand apart (ADR 0032).

So do those that nobody may know of yet; which these are, a room above says (ADR 0045).

A web server hands out what is public without asking anybody. What is private lies in a
folder that it keeps back, and its address leads to a view that asks who is there.
"""

from collections.abc import Callable, Collection as Some, Iterable
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction

PRIVATE = "private/"
# A column holds 100 characters; beside the folders, and what the store adds to a name
# that is taken, this is left.
LONGEST = 50

_kept_apart: list[Callable[[type[Any]], Some[int]]] = []


def keep_apart(lookup: Callable[[type[Any]], Some[int]]) -> None:
    """Let a room say which files of a model stand apart for now, by their keys."""
    if lookup not in _kept_apart:
        _kept_apart.append(lookup)


def kept_apart(model: type[Any]) -> set[int]:
    """Return the keys of files that nobody but those who know of them may see."""
    return set().union(*(ask(model) for ask in _kept_apart))


def stands_apart(asset: Any) -> bool:
    """Tell whether a file is not for everybody: by its collection, or for now."""
    return is_restricted(asset.collection) or (
        asset.pk is not None and asset.pk in kept_apart(type(asset))
    )


def is_private(name: str) -> bool:
    """Tell by the name of a stored file whether it stands apart; asks nobody."""
    return name.startswith(PRIVATE)


def private_name(asset: UUID, name: str) -> str:
    """Return where a file of an asset lies while the asset is private.

    A folder for each asset, so that an address tells whose it is.
    """
    path = PurePosixPath(name)
    stem = path.stem[: LONGEST - len(path.suffix)]
    return f"{PRIVATE}{asset.hex}/{stem}{path.suffix}"


def guarded_address(name: str) -> str:
    """Return the address at which a private file is asked for."""
    _folder, asset, file = name.split("/", 2)
    return reverse("private_file", kwargs={"asset": UUID(asset), "name": file})


def is_restricted(collection: Collection) -> bool:
    """Tell whether a collection, or one above it, is not for everybody."""
    found: bool = collection.get_view_restrictions().exists()
    return found


def not_for_everybody(*models: type[Any]) -> dict[type[Any], Q]:
    """Return, for each model, a filter of its files: those that stand apart."""
    paths: Iterable[str] = CollectionViewRestriction.objects.values_list(
        "collection__path", flat=True
    )
    inside = Q(pk__in=[])
    for path in paths:
        inside |= Q(collection__path__startswith=path)
    return {model: inside | Q(pk__in=kept_apart(model)) for model in models}
