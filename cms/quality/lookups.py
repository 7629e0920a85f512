"""What rules look up, read once for a page: a fixed number of queries."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.utils import timezone
from wagtail.models import Page

from cms.core.former import place_of
from cms.core.models import BasePage, EditorialRecord, FormerAddress
from cms.core.projections import RevisionFacts, facts_of
from cms.quality.material import Link, Material
from cms.quality.models import (
    Consent,
    Explanation,
    Leader,
    LegalText,
    OfficialSource,
    PictureDeclaration,
    Redaction,
    RuleSetting,
)
from media_library.models import Document, Image, Media
from sites.addresses import url_path_at
from sites.directory import directory
from sites.models import PortalHostname, Unit

SERVICES = ("/-/", "/media/", "/static/", "/api/")


@dataclass(frozen=True)
class Subject:
    """A page as rules see it: what it says, and everything known about that."""

    material: Material
    facts: RevisionFacts
    language: str
    destination: str
    today: date
    day: date  # of the event, else today
    written_on: date  # when readers first got it, else today
    images: Mapping[int, Image]
    clips: Mapping[int, Media]
    documents: Mapping[int, Document]
    pages: Mapping[int, bool]  # key: whether readers find it
    lost_addresses: frozenset[str]
    declarations: Mapping[int, PictureDeclaration]
    consents: Mapping[int, list[Consent]]
    blurred: Mapping[int, str]  # picture: fingerprint after the last blurring
    sources: list[OfficialSource]
    legal_texts: list[LegalText]
    leaders: list[Leader]
    explained: frozenset[tuple[str, str]]

    def is_explained(self, code: str, subject: str) -> bool:
        return (code, subject) in self.explained

    @property
    def is_vietnamese(self) -> bool:
        return self.language == "vi"


def subject_of(
    page: BasePage,
    record: EditorialRecord | None,
    material: Material,
    units: list[int],
    destination: str,
) -> Subject:
    """Read everything at once. ``units`` are the page's and those above it."""
    image_ids = {shot.image_id for shot in material.shots}
    today = timezone.localdate()
    first = page.first_published_at
    facts = facts_of(page)
    images = Image.objects.filter(pk__in=image_ids).prefetch_related("texts__locale")
    return Subject(
        material=material,
        facts=facts,
        language=page.locale.language_code,
        destination=destination,
        today=today,
        day=facts.event_date or today,
        written_on=timezone.localtime(first).date() if first else today,
        images={image.pk: image for image in images},
        clips=Media.objects.in_bulk({key for _place, key in material.clips}),
        documents=_documents(material),
        pages=_pages(material),
        lost_addresses=_lost(material.links, page),
        declarations=PictureDeclaration.objects.in_bulk(
            image_ids, field_name="image_id"
        ),
        consents=_consents(image_ids),
        blurred=_blurred(image_ids),
        sources=list(OfficialSource.objects.holding_for(units)),
        legal_texts=list(
            LegalText.objects.holding_for(units).filter(in_force_to__isnull=False)
        ),
        leaders=list(Leader.objects.holding_for(units)),
        explained=_explained(record),
    )


def units_over(page: BasePage, record: EditorialRecord | None) -> list[int]:
    """Return the unit that publishes a page and all above it, in one query."""
    portal = directory.portal_of_path(page.url_path or "")
    if portal is None and record is None:
        return []
    unit_id = portal.unit_id if portal else record.unit_id  # type: ignore[union-attr]
    return [unit_id, *Unit.objects.above(unit_id)]


def settings_for(units: list[int]) -> dict[str, list[RuleSetting]]:
    found: dict[str, list[RuleSetting]] = {}
    for row in RuleSetting.objects.holding_for(units):
        found.setdefault(row.code, []).append(row)
    return found


def _documents(material: Material) -> dict[int, Document]:
    keys = {link.document_id for link in material.links if link.document_id}
    return Document.objects.in_bulk(keys)


def _pages(material: Material) -> dict[int, bool]:
    keys = {link.page_id for link in material.links if link.page_id}
    return dict(Page.objects.filter(pk__in=keys).values_list("pk", "live"))


def _lost(links: list[Link], page: BasePage) -> frozenset[str]:
    """Return addresses of the page's own portal at which nothing stands, and stood."""
    portal = directory.portal_of_path(page.url_path or "/")
    urls = {link.url for link in links if link.url}
    if portal is None or not urls:
        return frozenset()
    rows = PortalHostname.objects.filter(portal=portal.portal_id)
    hosts = set(rows.values_list("hostname", flat=True))
    named = {url: path for url in urls if (path := own_path(url, hosts))}
    placed = {url: url_path_at(path, portal) for url, path in named.items()}
    live = Page.objects.live().filter(url_path__in=set(placed.values()))
    found = set(live.values_list("url_path", flat=True)) | _former(placed.values())
    return frozenset(url for url, path in placed.items() if path not in found)


def _former(url_paths: Iterable[str]) -> set[str]:
    """Return those of the addresses that lead to where their page is now.

    A row stands for everything below its page, too.
    """
    places = {path: place for path in url_paths if (place := place_of(path))}
    above = {path: set(_prefixes(place.path)) for path, place in places.items()}
    kept = FormerAddress.objects.filter(
        home__in={place.home_id for place in places.values()},
        path__in=set().union(*above.values()),
    )
    known = set(kept.values_list("home_id", "path"))
    return {
        path
        for path, place in places.items()
        if any((place.home_id, prefix) in known for prefix in above[path])
    }


def _prefixes(path: str) -> Iterator[str]:
    """Yield ``a/`` and ``a/b/`` of ``a/b/``."""
    for end in (found.end() for found in re.finditer("/", path)):
        yield path[:end]


def own_path(url: str, hosts: Collection[str]) -> str | None:
    """Return the path of an address of a portal's page; None for all other addresses.

    What has a service of its own (``/-/``, files, feeds) is not asked about.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    is_own = parts.hostname in hosts if parts.hostname else url.startswith("/")
    path = parts.path or "/"
    if not is_own or path.startswith(SERVICES) or "." in path.rpartition("/")[2]:
        return None
    return path if path.endswith("/") else f"{path}/"


def _consents(image_ids: set[int]) -> dict[int, list[Consent]]:
    found: dict[int, list[Consent]] = {}
    for consent in Consent.objects.filter(image__in=image_ids):
        found.setdefault(consent.image_id, []).append(consent)
    return found


def _blurred(image_ids: set[int]) -> dict[int, str]:
    rows = Redaction.objects.filter(image__in=image_ids).order_by("pk")
    return dict(rows.values_list("image_id", "result_sha256"))


def _explained(record: EditorialRecord | None) -> frozenset[tuple[str, str]]:
    if record is None:
        return frozenset()
    rows = Explanation.objects.filter(record=record)
    return frozenset(rows.values_list("code", "subject"))
