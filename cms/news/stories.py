"""News pages as list items."""

from collections.abc import Iterable, Sequence
from typing import Any

from cms.core.listings import Story
from cms.core.models import Origin
from cms.core.pictures import picture_ids
from cms.news.models import NewsPage, Placement
from media_library.models import Image
from media_library.renditions import LIST_FILTERS
from sites.directory import directory
from sites.snapshots import PortalSnapshot

PICTURES_SHOWN = 5


def story_of(
    placement: Placement,
    viewer: PortalSnapshot | None,
    images: Sequence[Image] = (),
) -> Story:
    """Return a placed item as lists show it.

    Asks the database nothing if the placement was loaded with ``for_lists``.
    """
    page = placement.page
    return Story(
        id=page.pk,
        title=page.title,
        url=page.address(viewer) or "",
        date=placement.shown_at,
        kicker=page.kicker,
        summary=page.summary,
        form=page.form,
        image=page.listing_image or page.lead_image,
        images=tuple(images),
        byline_names=placement.byline,
        is_republished=page.origin == Origin.REPUBLISHED,
        section_path=page.url_path.rsplit("/", 2)[0] + "/",
        source=page.source_name if page.origin == Origin.REPUBLISHED else "",
        publisher=_publisher(page, viewer),
    )


def parted(
    rows: Iterable[Any],
    section_id: int | None,
    limits: tuple[int, int],
    viewer: PortalSnapshot,
) -> tuple[list[Story], list[Story]]:
    """Part what stands beside an item: on its topics first, then of its section."""
    placed = list(rows)
    alike = _first([row for row in placed if row.is_alike], limits[0])
    others = [
        row
        for row in placed
        if row.section_id == section_id and row.page_id not in alike
    ]
    return (
        [story_of(row, viewer) for row in alike.values()],
        [story_of(row, viewer) for row in _first(others, limits[1]).values()],
    )


def _first(rows: Iterable[Any], limit: int) -> dict[int, Any]:
    """Return the first rows by page; a page may be placed in several sections."""
    found: dict[int, Any] = {}
    for row in rows:
        found.setdefault(row.page_id, row)
    return dict(list(found.items())[:limit])


def _publisher(page: NewsPage, viewer: PortalSnapshot | None) -> str:
    """Name the portal an item stands on where a list shows it to another's readers."""
    owner = directory.portal_of_path(page.url_path)
    if viewer is None or owner is None or owner.portal_id == viewer.portal_id:
        return ""
    language = next(
        (
            facts.code
            for facts in owner.languages
            if page.url_path.startswith(facts.home_url_path)
        ),
        owner.default_language.code,
    )
    return owner.owner(language).name


def gallery_pictures(pages: Iterable[NewsPage]) -> dict[int, list[Image]]:
    """Return the first pictures of each page's galleries, in two queries for all."""
    wanted = {page.pk: _gallery_ids(page)[:PICTURES_SHOWN] for page in pages}
    ids = {image_id for image_ids in wanted.values() for image_id in image_ids}
    images = Image.objects.prefetch_renditions(*LIST_FILTERS).in_bulk(ids)
    return {
        page_id: [images[image_id] for image_id in image_ids if image_id in images]
        for page_id, image_ids in wanted.items()
    }


def _gallery_ids(page: NewsPage) -> list[int]:
    lead = [page.lead_image_id] if page.lead_image_id else []
    return list(dict.fromkeys([*lead, *picture_ids(page.body)]))
