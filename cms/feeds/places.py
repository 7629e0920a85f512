"""Every public page of a portal: where it is, since when, in which languages."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from wagtail.models import Page

from cms.core.restrictions import open_to_all
from cms.core.serving import served_models
from media_library.models import Rendition
from media_library.places import is_private
from media_library.sharing import SHARED, address_at
from sites.snapshots import PortalSnapshot

PAGES = 5_000  # in one file of a site map; the protocol allows ten times as many


@dataclass(frozen=True)
class Place:
    """One page: where it is, since when, in which other languages, with which picture."""

    url: str
    changed_at: datetime | None
    alternates: tuple[tuple[str, str], ...] = ()  # language and address, its own too
    picture: str = ""


def count_files(portal: PortalSnapshot) -> int:
    return -(-_public(portal).count() // PAGES)


def places_in(portal: PortalSnapshot, number: int) -> list[Place]:
    """Return the pages of one file, counted from 1, in three queries at most."""
    rows = (
        _public(portal)
        .order_by("pk")
        .annotate(picture=_picture())
        .values(
            "url_path", "translation_key", "picture",
            changed_at=Coalesce("last_published_at", "first_published_at"),
        )
    )  # fmt: skip
    found = list(rows[(number - 1) * PAGES : number * PAGES])
    pictures = _pictures({row["picture"] for row in found} - {None}, portal)
    siblings = _siblings(portal)
    return [
        Place(
            url=f"{portal.root_url}{portal.address_of(row['url_path'])}",
            changed_at=row["changed_at"],
            alternates=siblings.get(row["translation_key"], ()),
            picture=pictures.get(row["picture"], ""),
        )
        for row in found
    ]


def _public(portal: PortalSnapshot) -> "QuerySet[Page]":
    homes = Q(pk__in=[])
    for facts in portal.languages:
        if facts.is_live:
            homes |= Q(url_path__startswith=facts.home_url_path)
    pages: QuerySet[Page] = open_to_all(Page.objects.live()).filter(homes)
    return pages


@cache
def _picture_columns() -> tuple[str, ...]:
    """Return the columns that hold a page's main picture, whichever type it is of."""
    return tuple(
        f"{model._meta.model_name}__{field}"
        for model in served_models()
        for field in ("listing_image", *model.served_with)
    )


def _picture() -> Coalesce:
    return Coalesce(*map(F, _picture_columns()), Value(None))


def _pictures(image_ids: set[int], portal: PortalSnapshot) -> dict[int, str]:
    sizes = Rendition.objects.filter(image__in=image_ids, filter_spec=SHARED)
    return {
        size.image_id: address_at(portal.root_url, size)
        for size in sizes
        if not is_private(size.file.name)
    }


def _siblings(portal: PortalSnapshot) -> dict[uuid.UUID, tuple[tuple[str, str], ...]]:
    """Return the languages of every page that has several."""
    spoken = [facts for facts in portal.languages if facts.is_live]
    if len(spoken) < 2:  # noqa: PLR2004 - a translation needs two
        return {}
    codes = {facts.locale_id: facts.code for facts in spoken}
    several = (
        _public(portal)
        .order_by()
        .values("translation_key")
        .annotate(number=Count("pk"))
        .filter(number__gt=1)
    )
    rows = _public(portal).filter(translation_key__in=several.values("translation_key"))
    found: dict[uuid.UUID, tuple[tuple[str, str], ...]] = {}
    for key, locale, path in rows.order_by("locale").values_list(
        "translation_key", "locale", "url_path"
    ):
        if locale in codes:
            url = f"{portal.root_url}{portal.address_of(path)}"
            found[key] = (*found.get(key, ()), (codes[locale], url))
    return found
