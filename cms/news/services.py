"""Writes about where live items are listed."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import Page

from cms.core.pictures import picture_ids
from cms.news.models import NewsPage, Placement, PlacementKind
from media_library.models import Image
from media_library.renditions import LIST_FILTERS, filters_of
from media_library.services import prepare_renditions
from sites.addresses import folder_path

BATCH = 1_000


@dataclass(frozen=True)
class Place:
    """A home or a section above items."""

    key: int
    is_home: bool


Places = dict[str, Place]  # by tree path
Further = dict[int, str]  # url_path by key


@transaction.atomic
def place(*, page: NewsPage) -> None:
    """List a live item in its section, the sections above and those it also names."""
    _place([page], _places_above(page.path))


def unplace(*, page: NewsPage) -> None:
    """Take an item off every list."""
    Placement.objects.filter(page=page.pk).delete()


@transaction.atomic
def place_below(*, path: str) -> None:
    """List anew every live item below a page that moved, many at a time."""
    places = _places_above(path) | _places(Page.objects.filter(path__startswith=path))
    live = NewsPage.objects.live().filter(path__startswith=path).order_by("pk")
    items = live.prefetch_related("bylines", "also_shown_in")
    rows = items.iterator(chunk_size=BATCH)
    while batch := list(islice(rows, BATCH)):
        _place(batch, places)


def _place(pages: Sequence[NewsPage], places: Places) -> None:
    further = _further_sections(pages)
    Placement.objects.filter(page__in=pages).delete()
    Placement.objects.bulk_create(
        Placement(
            page=page,
            section_id=section_id,
            home_id=_home_above(page, places),
            kind=kind,
            form=page.form,
            byline=page.byline_names,
            shown_at=page.first_published_at,
        )
        for page in pages
        for section_id, kind in _kinds(page, places, further).items()
    )


def _kinds(page: NewsPage, places: Places, further: Further) -> dict[int, str]:
    """Return how an item stands in each section that lists it."""
    sections = [place.key for place in _line(page, places) if not place.is_home]
    kinds: dict[int, str] = dict.fromkeys(sections, PlacementKind.ABOVE)
    kinds |= dict.fromkeys(sections[-1:], PlacementKind.HOME)
    for entry in page.also_shown_in.all():
        section_path = further.get(entry.section_id, "")
        if section_path.startswith(folder_path(page.url_path)):
            kinds.setdefault(entry.section_id, PlacementKind.ALSO)
    return kinds


def _home_above(page: NewsPage, places: Places) -> int:
    return next(place.key for place in _line(page, places) if place.is_home)


def _line(page: NewsPage, places: Places) -> list[Place]:
    """Return the home page above an item and the sections between, outermost first."""
    steps = range(page.steplen, len(page.path), page.steplen)
    return [places[page.path[:end]] for end in steps if page.path[:end] in places]


def _places_above(path: str) -> Places:
    steps = range(Page.steplen, len(path), Page.steplen)
    return _places(Page.objects.filter(path__in=[path[:end] for end in steps]))


def _places(pages: "QuerySet[Page]") -> Places:
    """Return the homes and sections among pages, by their tree path."""
    framing = pages.filter(Q(homepage__isnull=False) | Q(sectionpage__isnull=False))
    rows = framing.values_list("path", "pk", "homepage")
    return {path: Place(key, home is not None) for path, key, home in rows}


def _further_sections(pages: Sequence[NewsPage]) -> Further:
    """Return the ``url_path`` of each section that items also name.

    Those that a move to another portal left behind are passed over by whoever asks.
    """
    named = {entry.section_id for page in pages for entry in page.also_shown_in.all()}
    sections = Page.objects.filter(pk__in=named) if named else Page.objects.none()
    return dict(sections.values_list("pk", "url_path"))


def prepare_pictures(*, page: NewsPage) -> None:
    """Make the sizes in which an item's pictures will be shown."""
    leads = [image for image in (page.lead_image, page.listing_image) if image]
    prepare_renditions(images=leads, filters=(*LIST_FILTERS, *filters_of("hero")))
    inside = Image.objects.filter(pk__in=picture_ids(page.body, with_clips=True))
    prepare_renditions(images=inside, filters=filters_of("gallery"))
