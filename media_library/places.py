"""Where files lie: those of a private collection stand apart (ADR 0032).

A web server hands out what is public without asking anybody. What is private lies in a
folder that it keeps back, and its address leads to a view that asks who is there.
"""

from collections.abc import Iterable
from pathlib import PurePosixPath
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction

PRIVATE = "private/"
# A column holds 100 characters; beside the folders, and what the store adds to a name
# that is taken, this is left.
LONGEST = 50


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


def in_restricted_collections() -> Q:
    """Return a filter of assets: those that are not for everybody."""
    paths: Iterable[str] = CollectionViewRestriction.objects.values_list(
        "collection__path", flat=True
    )
    inside = Q(pk__in=[])
    for path in paths:
        inside |= Q(collection__path__startswith=path)
    return inside
