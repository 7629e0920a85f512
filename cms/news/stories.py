"""News pages as list items."""

from collections.abc import Iterable, Sequence

from cms.core.listings import Story
from cms.core.models import Origin
from cms.core.pictures import picture_ids
from cms.news.models import NewsPage, Placement
from media_library.models import Image
from media_library.renditions import LIST_FILTERS
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
    )


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
