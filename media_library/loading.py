"""Loading what pictures need for a page in two queries, however many there are."""

from collections.abc import Iterable

from django.db.models import Prefetch, prefetch_related_objects

from media_library.models import Image, ImageText, Rendition


def load_renditions(images: Iterable[Image], filters: Iterable[str]) -> None:
    """Give every picture its existing sizes among ``filters``."""
    sizes = Rendition.objects.filter(filter_spec__in=list(filters))
    _load(images, Prefetch("renditions", sizes, to_attr="prefetched_renditions"))


def load_texts(images: Iterable[Image]) -> None:
    """Give every picture its words in all languages."""
    _load(images, Prefetch("texts", ImageText.objects.select_related("locale")))


def _load(images: Iterable[Image], lookup: Prefetch) -> None:
    rows = list(images)
    if rows:
        prefetch_related_objects(rows, lookup)
