"""Writes about where live items are listed."""

from django.db import transaction
from wagtail.models import Page

from cms.core.pictures import picture_ids
from cms.news.models import NewsPage, Placement, PlacementKind
from media_library.models import Image
from media_library.renditions import LIST_FILTERS, filters_of
from media_library.services import prepare_renditions
from sites.addresses import folder_path


@transaction.atomic
def place(*, page: NewsPage) -> None:
    """List a live item in its section, the sections above and those it also names."""
    home_id, sections = _line_above(page)
    kinds = dict.fromkeys(sections, PlacementKind.ABOVE)
    kinds |= dict.fromkeys(sections[-1:], PlacementKind.HOME)
    for section_id in _further_sections(page):
        kinds.setdefault(section_id, PlacementKind.ALSO)
    Placement.objects.filter(page=page).delete()
    Placement.objects.bulk_create(
        Placement(
            page=page,
            section_id=section_id,
            home_id=home_id,
            kind=kind,
            form=page.form,
            byline=page.byline_names,
            shown_at=page.first_published_at,
        )
        for section_id, kind in kinds.items()
    )


def unplace(*, page: NewsPage) -> None:
    """Take an item off every list."""
    Placement.objects.filter(page=page.pk).delete()


@transaction.atomic
def place_below(*, path: str) -> None:
    """List anew every live item below a page that moved."""
    for page in NewsPage.objects.live().filter(path__startswith=path).iterator():
        place(page=page)


def _line_above(page: NewsPage) -> tuple[int, list[int]]:
    """Return the home page above an item and the sections between, outermost first."""
    steps = range(page.steplen, len(page.path), page.steplen)
    above = [page.path[:end] for end in steps]
    rows = Page.objects.filter(path__in=above).order_by("path")
    line = rows.values_list("pk", "homepage", "sectionpage")
    home_id = next(pk for pk, home, _section in line if home)
    return home_id, [pk for pk, _home, section in line if section]


def _further_sections(page: NewsPage) -> list[int]:
    """Return the sections an item also names.

    Those that a move to another portal left behind are passed over.
    """
    named = [entry.section_id for entry in page.also_shown_in.all()]
    if not named:
        return []
    sections = Page.objects.filter(
        pk__in=named, url_path__startswith=folder_path(page.url_path)
    )
    return list(sections.values_list("pk", flat=True))


def prepare_pictures(*, page: NewsPage) -> None:
    """Make the sizes in which an item's pictures will be shown."""
    leads = [image for image in (page.lead_image, page.listing_image) if image]
    prepare_renditions(images=leads, filters=(*LIST_FILTERS, *filters_of("hero")))
    inside = Image.objects.filter(pk__in=picture_ids(page.body, with_clips=True))
    prepare_renditions(images=inside, filters=filters_of("gallery"))
