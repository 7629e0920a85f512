"""The files that only a stopped item shows: kept apart, out of every list.

Their rows leave the library, their bytes lie in the private folder that a web server
keeps back (ADR 0032), under no address but that of the stop's own screen.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.files.storage import default_storage
from wagtail.models import Page, ReferenceIndex, Revision

from media_library.models import Document, Image, Media
from media_library.places import private_name

MODELS: tuple[type[Any], ...] = (Image, Document, Media)
FIELDS: dict[type[Any], tuple[str, ...]] = {
    Image: ("file",),
    Document: ("file",),
    Media: ("file", "thumbnail"),
}


def assets_of(
    keys: list[int], revisions: list[Revision]
) -> tuple[list[Any], list[Any]]:
    """Return the files that only the item refers to, and those that others show, too."""
    named = _named(keys, revisions)
    own: list[Any] = []
    shared: list[Any] = []
    for model in MODELS:
        kind = ContentType.objects.get_for_model(model)
        for asset in model.objects.filter(pk__in=named.get(kind.pk, ())):
            (shared if _is_used_elsewhere(asset, keys) else own).append(asset)
    return own, shared


def _named(keys: list[int], revisions: list[Revision]) -> dict[int, set[str]]:
    """Return the keys of everything that the pages and their versions refer to."""
    named: dict[int, set[str]] = {}
    tellers = [
        *Page.objects.filter(pk__in=keys).specific(),
        *(revision.as_object() for revision in revisions),
    ]
    for teller in tellers:
        found = ReferenceIndex._extract_references_from_object(teller)
        for type_id, key, *_paths in found:
            named.setdefault(type_id, set()).add(key)
    return named


def _is_used_elsewhere(asset: Any, keys: list[int]) -> bool:
    page = ContentType.objects.get_for_model(Page)
    uses = ReferenceIndex.get_references_to(asset).exclude(
        base_content_type=page, object_id__in=list(map(str, keys))
    )
    found: bool = uses.exists()
    return found


def take_asset(asset: Any) -> dict[str, Any]:
    """Copy an asset's files among the private ones and take its row out of the library.

    Wagtail deletes the public file after the commit.
    """
    rows = [asset, *asset.texts.all()]
    taken = {
        "title": asset.title,
        "rows": serializers.serialize("json", rows),
        "tags": list(asset.tags.names()),
        "files": dict(_copied(asset)),
    }
    asset.delete()
    return taken


def _copied(asset: Any) -> Iterator[tuple[str, dict[str, str]]]:
    for field in FIELDS[type(asset)]:
        file = getattr(asset, field)
        if not file:
            continue
        wanted = private_name(asset.public_id, PurePosixPath(file.name).name)
        with file.storage.open(file.name) as content:
            stored = file.storage.save(wanted, content)
        yield field, {"was": file.name, "now": stored}


def put_asset_back(taken: dict[str, Any]) -> None:
    """Bring an asset into the library again, under its own key."""
    for found in serializers.deserialize("json", taken["rows"]):
        asset: Any = found.object
        if isinstance(asset, MODELS):
            for field, names in taken["files"].items():
                setattr(asset, field, _public(names))
        found.save()
        if isinstance(asset, MODELS):
            type(asset).objects.get(pk=asset.pk).tags.set(taken["tags"])


def _public(names: dict[str, str]) -> str:
    with default_storage.open(names["now"]) as content:
        return default_storage.save(names["was"], content)


def stored_names(files: list[dict[str, Any]]) -> list[str]:
    return [names["now"] for taken in files for names in taken["files"].values()]


def forget_stored(files: list[dict[str, Any]]) -> None:
    """Delete the bytes for good."""
    for name in stored_names(files):
        default_storage.delete(name)
