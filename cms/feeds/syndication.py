"""Atom and RSS of live items, on Django's generators."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.feedgenerator import (
    Atom1Feed,
    Enclosure,
    Rss201rev2Feed,
    SyndicationFeed,
)
from django.utils.html import escape

from cms.core.bulletins import Dispatch, clean
from cms.core.metadata import FEED_TYPES
from media_library.sharing import address_at

ITEMS = 30
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"


class Dated:
    """A feed without items is as old as the day, not as the moment it is asked for."""

    def latest_post_date(self) -> datetime:
        latest: datetime = super().latest_post_date()  # type: ignore[misc]
        midnight = timezone.localtime().replace(
            hour=0, minute=0, second=0, microsecond=0
        )
        return latest if self.items else midnight  # type: ignore[attr-defined]


class AtomFeed(Dated, Atom1Feed):
    """Atom with every author by name, and the source of what is re-published."""

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:dc": DUBLIN_CORE}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")
        if item["source_url"]:
            handler.addQuickElement(
                "link", "", {"rel": "via", "href": item["source_url"]}
            )
        _add_issuer(handler, item)


class RssFeed(Dated, Rss201rev2Feed):
    """RSS 2.0 with every author by name: its own element would ask for an e-mail."""

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:dc": DUBLIN_CORE}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.addQuickElement("dc:creator", name)
        _add_issuer(handler, item)


def _add_issuer(handler: Any, item: dict[str, Any]) -> None:
    """Name who issued an item that stands in another unit's portal now."""
    if item["issuer"]:
        handler.addQuickElement("dc:publisher", item["issuer"])


FORMATS: dict[str, type[SyndicationFeed]] = {"atom": AtomFeed, "rss": RssFeed}

MEDIA_TYPES = {
    kind: f"{media_type}; charset=utf-8" for kind, media_type in FEED_TYPES.items()
}


def write(
    kind: str,
    dispatches: Iterable[Dispatch],
    *,
    title: str,
    summary: str,
    link: str,
    address: str,
    language: str,
    publisher: str,
    rights: str,
    root_url: str,
) -> tuple[bytes, str]:
    """Return a feed and its media type. All addresses are absolute."""
    feed = FORMATS[kind](
        title=clean(title),
        link=link,
        description=clean(summary),
        language=language,
        author_name=clean(publisher),
        feed_url=address,
        feed_guid=address,
        feed_copyright=clean(rights) or None,
    )
    for dispatch in dispatches:
        _add(feed, dispatch, root_url)
    return feed.writeString("utf-8").encode(), MEDIA_TYPES[kind]


def _add(feed: SyndicationFeed, dispatch: Dispatch, root_url: str) -> None:
    feed.add_item(
        title=dispatch.title,
        link=dispatch.url,
        description=escape(dispatch.summary),
        pubdate=dispatch.published_at,
        updateddate=dispatch.updated_at,
        unique_id=dispatch.urn,
        unique_id_is_permalink=False,
        categories=dispatch.topics,
        enclosures=_enclosures(dispatch.picture, root_url),
        authors=dispatch.authors or filter(None, [dispatch.issuer]),
        issuer=dispatch.issuer,
        source_url=dispatch.source_url,
    )


def _enclosures(picture: Any, root_url: str) -> list[Enclosure]:
    """Return the picture with its length, which RSS demands; without its file nothing."""
    if picture is None:
        return []
    try:
        length = picture.file.size
    except OSError:
        return []
    return [Enclosure(address_at(root_url, picture), str(length), "image/jpeg")]
