"""Writes about assets."""

import logging
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from wagtail.images.models import Filter, SourceImageIOError

from media_library.models import Document, Image, Leftover, Media, Rendition
from media_library.moving import FIELDS, copy_files, point_to
from media_library.places import stands_apart
from media_library.selectors import idle_leftovers, misplaced
from media_library.signals import asset_changed

logger = logging.getLogger(__name__)


def prepare_renditions(*, images: Iterable[Image], filters: Iterable[str]) -> int:
    """Make the sizes readers will ask for; return how many pictures were prepared.

    Done at publication, so that no reader waits for a picture to be scaled. A picture
    that can't be read is logged and left out; its place shows a neutral tile.
    """
    wanted = tuple(filters)
    prepared = 0
    for image in images:
        try:
            _take_from_twins(image, wanted)
            image.get_renditions(*wanted)
        except (SourceImageIOError, OSError):
            logger.warning(
                "picture %s can't be read", image.pk, extra={"event": "picture_missing"}
            )
        else:
            prepared += 1
    return prepared


def _take_from_twins(image: Image, wanted: tuple[str, ...]) -> None:
    """Copy sizes from the same file in another unit's collection.

    Units of one province use many pictures together; copying takes a tenth of the time.
    """
    keys = {spec: Filter(spec=spec).get_cache_key(image) for spec in wanted}
    own = set(image.renditions.values_list("filter_spec", "focal_point_key"))
    lacking = {spec: key for spec, key in keys.items() if (spec, key) not in own}
    if not lacking:
        return
    for twin in Rendition.objects.twins_of(image, lacking):
        key = lacking.get(twin.filter_spec)
        if twin.focal_point_key != key:
            continue
        try:
            with twin.file.open("rb") as file:
                content = ContentFile(file.read(), Path(twin.file.name).name)
        except OSError:  # lost there, to be made here
            continue
        image.renditions.create(
            filter_spec=twin.filter_spec, focal_point_key=key, file=content
        )
        del lacking[twin.filter_spec]
    image.stay_where_the_picture_is()


@transaction.atomic
def write_texts(
    *, asset: Image | Document | Media, texts: Mapping[int, Mapping[str, str]]
) -> None:
    """Keep the words about an asset, by the key of their locale, and tell of it.

    A language with nothing to say has no row; one that is not named stays as it is.
    """
    for locale_id, words in texts.items():
        if any(words.values()):
            asset.texts.update_or_create(locale_id=locale_id, defaults=dict(words))
        else:
            asset.texts.filter(locale_id=locale_id).delete()
    # The model remembers its texts per instance.
    asset.__dict__.pop("texts_by_language", None)
    asset_changed.send(sender=type(asset), asset=asset)


def follow_privacy() -> int:
    """Bring every picture and clip to where its collection's privacy wants it.

    Returns how many were at the wrong place. What has become private is moved at once,
    in the transaction that is open; what has become public once that is committed, for a
    copy among the public files could not be taken back. Called again it mends what a
    crash has left undone, files that should be gone included.
    """
    exposed, withheld = misplaced()
    shut = [asset for found in exposed for asset in found]
    opened = [asset for found in withheld for asset in found]
    for asset in shut:
        _move(asset=asset)
    for asset in opened:
        transaction.on_commit(partial(_move, asset=asset))
    transaction.on_commit(clear_leftovers)
    return len(shut) + len(opened)


def place_files(*, asset: Image | Media) -> None:
    """Move the files of a picture or clip whose collection may have changed."""
    restricted = stands_apart(asset)
    if restricted == asset.is_private:
        return
    if restricted:
        _move(asset=asset)
    else:
        transaction.on_commit(partial(_move, asset=asset))
    transaction.on_commit(clear_leftovers)


def forget_file(*, name: str) -> None:
    """Delete a file that its asset has given up, once that is committed."""
    Leftover.objects.keep([name])
    transaction.on_commit(clear_leftovers)


@transaction.atomic
def replace_file(*, image: Image, content: File) -> None:
    """Give a picture other bytes; what it had goes once that is committed.

    Its sizes are made anew when somebody asks, and all that showed it is told.
    """
    stored = Image.objects.select_for_update().get(pk=image.pk)
    gone = [stored.file.name, *_forget(stored.renditions.select_related("image"))]
    image.file = content
    image._set_image_file_metadata()
    image.save()
    image.file.close()
    Leftover.objects.keep(gone)
    transaction.on_commit(clear_leftovers)
    asset_changed.send(sender=Image, asset=image)


@transaction.atomic
def _move(*, asset: Image | Media) -> None:
    """Move an asset's files, and forget sizes that lie elsewhere.

    The row is locked against whoever makes a size or moves the files meanwhile.
    """
    model = type(asset)
    stored = model._default_manager.select_for_update().filter(pk=asset.pk).first()
    if stored is None:  # deleted meanwhile
        return
    private = stands_apart(stored)
    before = copy_files(stored, private=private)
    names = {field: getattr(stored, field).name for field in FIELDS[model]}
    if before:
        model._default_manager.filter(pk=stored.pk).update(**names)
    for field, name in names.items():
        point_to(getattr(asset, field), name)
    forgotten = _forget_sizes(stored, private=private)
    Leftover.objects.keep([*before.values(), *forgotten])
    asset_changed.send(sender=model, asset=stored)


def _forget_sizes(asset: Image | Media, *, private: bool) -> list[str]:
    """Delete the rows of sizes at the wrong place; return the names of their files.

    Whoever read a row before may remember it in the cache until the commit.
    """
    if not isinstance(asset, Image):
        return []
    sizes = Rendition.objects.misplaced(asset.pk, is_private=private)
    return _forget(sizes.select_related("image"))


def _forget(rows: "QuerySet[Rendition]") -> list[str]:
    sizes = list(rows)
    rows.delete()
    for size in sizes:
        transaction.on_commit(size.purge_from_cache)
    return [size.file.name for size in sizes]


def clear_leftovers() -> None:
    """Delete files that were moved or forgotten; those that can't be stay remembered."""
    for leftover in idle_leftovers():
        try:
            default_storage.delete(leftover.name)
        except OSError:
            logger.exception(
                "file %s can't be deleted",
                leftover.name,
                extra={"event": "leftover_stays"},
            )
        else:
            leftover.delete()
