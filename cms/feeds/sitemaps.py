"""Every public page of a portal for search engines (sitemaps.org 0.9)."""

import io
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.xmlutils import SimplerXMLGenerator
from wagtail.models import Page

from cms.core.bulletins import Dispatch
from cms.core.restrictions import open_to_all
from cms.core.serving import served_models
from media_library.models import Rendition
from media_library.sharing import SHARED, address_at
from sites.snapshots import PortalSnapshot

MEDIA_TYPE = "application/xml; charset=utf-8"
PAGES = 5_000  # in one file; the protocol allows ten times as many
NEWS_ITEMS = 1_000
NAMESPACES = {
    "xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xmlns:xhtml": "http://www.w3.org/1999/xhtml",
    "xmlns:image": "http://www.google.com/schemas/sitemap-image/1.1",
    "xmlns:news": "http://www.google.com/schemas/sitemap-news/0.9",
}


@dataclass(frozen=True)
class Place:
    """One page: where it is, since when, in which other languages, with which picture."""

    url: str
    changed_at: datetime | None
    alternates: tuple[tuple[str, str], ...] = ()  # language and address, its own too
    picture: str = ""


def count_files(portal: PortalSnapshot) -> int:
    return -(-_public(portal).count() // PAGES)


def places(portal: PortalSnapshot, number: int) -> list[Place]:
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
    return open_to_all(Page.objects.live()).filter(homes)


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
    return {size.image_id: address_at(portal.root_url, size) for size in sizes}


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


def write_index(addresses: Iterable[str]) -> bytes:
    def body(xml: SimplerXMLGenerator) -> None:
        for address in addresses:
            xml.startElement("sitemap", {})
            xml.addQuickElement("loc", address)
            xml.endElement("sitemap")

    return _document("sitemapindex", ("xmlns",), body)


def write_places(found: Iterable[Place]) -> bytes:
    def body(xml: SimplerXMLGenerator) -> None:
        for place in found:
            _write_place(xml, place)

    return _document("urlset", ("xmlns", "xmlns:xhtml", "xmlns:image"), body)


def _write_place(xml: SimplerXMLGenerator, place: Place) -> None:
    xml.startElement("url", {})
    xml.addQuickElement("loc", place.url)
    if place.changed_at is not None:
        xml.addQuickElement("lastmod", place.changed_at.isoformat(timespec="seconds"))
    for language, url in place.alternates:
        link = {"rel": "alternate", "hreflang": language, "href": url}
        xml.addQuickElement("xhtml:link", "", link)
    if place.picture:
        xml.startElement("image:image", {})
        xml.addQuickElement("image:loc", place.picture)
        xml.endElement("image:image")
    xml.endElement("url")


def write_news(dispatches: Iterable[Dispatch], *, publication: dict[str, str]) -> bytes:
    """Return the site map of the newest items; publications are named by language."""

    def body(xml: SimplerXMLGenerator) -> None:
        for dispatch in dispatches:
            _write_news_item(xml, dispatch, publication[dispatch.language])

    return _document("urlset", ("xmlns", "xmlns:news"), body)


def _write_news_item(xml: SimplerXMLGenerator, dispatch: Dispatch, name: str) -> None:
    xml.startElement("url", {})
    xml.addQuickElement("loc", dispatch.url)
    xml.startElement("news:news", {})
    xml.startElement("news:publication", {})
    xml.addQuickElement("news:name", name)
    xml.addQuickElement("news:language", _news_language(dispatch.language))
    xml.endElement("news:publication")
    published = dispatch.published_at.isoformat(timespec="seconds")
    xml.addQuickElement("news:publication_date", published)
    xml.addQuickElement("news:title", dispatch.title)
    xml.endElement("news:news")
    xml.endElement("url")


def _news_language(code: str) -> str:
    """Return ISO 639; the protocol writes Chinese by country."""
    chinese = {"zh-hans": "zh-cn", "zh-hant": "zh-tw"}
    return chinese.get(code, code)


def _document(root: str, spaces: Iterable[str], body: Any) -> bytes:
    stream = io.StringIO()
    xml = SimplerXMLGenerator(stream, "utf-8")
    xml.startDocument()
    xml.startElement(root, {name: NAMESPACES[name] for name in spaces})
    body(xml)
    xml.endElement(root)
    return stream.getvalue().encode()
