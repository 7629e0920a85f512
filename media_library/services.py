"""Writes about assets."""

import logging
from collections.abc import Iterable, Mapping
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.images.models import Filter, SourceImageIOError

from media_library.models import Document, Image, Media, Rendition
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
