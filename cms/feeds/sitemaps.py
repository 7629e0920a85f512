"""Site maps as sitemaps.org 0.9 and its extensions for languages, pictures and news."""

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from xml.sax.xmlreader import AttributesImpl

from django.utils.xmlutils import SimplerXMLGenerator

from cms.core.bulletins import Dispatch, clean
from cms.feeds.places import Place

MEDIA_TYPE = "application/xml; charset=utf-8"
NEWS_ITEMS = 1_000
NAMESPACES = {
    "xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xmlns:xhtml": "http://www.w3.org/1999/xhtml",
    "xmlns:image": "http://www.google.com/schemas/sitemap-image/1.1",
    "xmlns:news": "http://www.google.com/schemas/sitemap-news/0.9",
}


class Document:
    """XML under one root element, written piece by piece."""

    def __init__(self, root: str, *spaces: str) -> None:
        self._stream = io.StringIO()
        self._xml = SimplerXMLGenerator(self._stream, "utf-8")
        self._root = root
        self._xml.startDocument()
        self._xml.startElement(
            root, AttributesImpl({name: NAMESPACES[name] for name in spaces})
        )

    @contextmanager
    def inside(self, name: str) -> Iterator[None]:
        self._xml.startElement(name, AttributesImpl({}))
        yield
        self._xml.endElement(name)

    def add(self, name: str, text: str = "", **attributes: str) -> None:
        self._xml.addQuickElement(name, text, attributes)

    def end(self) -> bytes:
        self._xml.endElement(self._root)
        return self._stream.getvalue().encode()


def write_index(addresses: Iterable[str]) -> bytes:
    xml = Document("sitemapindex", "xmlns")
    for address in addresses:
        with xml.inside("sitemap"):
            xml.add("loc", address)
    return xml.end()


def write_places(found: Iterable[Place]) -> bytes:
    xml = Document("urlset", "xmlns", "xmlns:xhtml", "xmlns:image")
    for place in found:
        with xml.inside("url"):
            _write_place(xml, place)
    return xml.end()


def _write_place(xml: Document, place: Place) -> None:
    xml.add("loc", place.url)
    if place.changed_at is not None:
        xml.add("lastmod", place.changed_at.isoformat(timespec="seconds"))
    for language, url in place.alternates:
        xml.add("xhtml:link", rel="alternate", hreflang=language, href=url)
    if place.picture:
        with xml.inside("image:image"):
            xml.add("image:loc", place.picture)


def write_news(dispatches: Iterable[Dispatch], *, publication: dict[str, str]) -> bytes:
    """Return the site map of the newest items; publications are named by language."""
    xml = Document("urlset", "xmlns", "xmlns:news")
    for dispatch in dispatches:
        with xml.inside("url"):
            xml.add("loc", dispatch.url)
            _write_news_item(xml, dispatch, publication[dispatch.language])
    return xml.end()


def _write_news_item(xml: Document, dispatch: Dispatch, name: str) -> None:
    published = dispatch.published_at.isoformat(timespec="seconds")
    with xml.inside("news:news"):
        with xml.inside("news:publication"):
            xml.add("news:name", clean(name))
            xml.add("news:language", _news_language(dispatch.language))
        xml.add("news:publication_date", published)
        xml.add("news:title", dispatch.title)


def _news_language(code: str) -> str:
    """Return ISO 639; the protocol writes Chinese by country."""
    chinese = {"zh-hans": "zh-cn", "zh-hant": "zh-tw"}
    return chinese.get(code, code)
