"""What a reader gets beside an item's own text."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.html import strip_tags

from cms.core import listings
from cms.core.doors import door
from cms.core.listings import Story, dressed
from cms.core.models import Origin
from cms.core.pictures import pictures_in
from cms.core.sections import Link, breadcrumb, section_at, sections_of
from cms.core.serving import short_code
from media_library.loading import load_renditions, load_texts
from media_library.renditions import LIST_FILTERS, filters_of
from sites.snapshots import PortalSnapshot

Item = Any  # a NewsPage; its module imports this one

# A Vietnamese word is mostly one syllable; adults read about 240 of them a minute.
SYLLABLES_PER_MINUTE = 240
RELATED, IN_SECTION = 3, 4
PAGE_FILTERS = (*LIST_FILTERS, *filters_of("hero", "full", "gallery"))
SYLLABLE = re.compile(r"\w+")
# An update within the hour is the last touch of publishing, not news for readers.
UPDATE_AFTER_SECONDS = 3600


@dataclass(frozen=True)
class Author:
    """One name under an item as readers see it: nothing of the person behind it."""

    name: str
    role: str
    unit: str
    url: str  # of everything under that name; empty where there is no such page


def reading_context(
    page: Item, portal: PortalSnapshot, language: str
) -> dict[str, Any]:
    """Return byline, dates, source, section and further reading."""
    sections = sections_of(portal, language)
    address = page.address(portal) or ""
    section = section_at(sections, address)
    topics = list(page.topics.all())
    related, neighbours = listings.news.get().beside(
        portal,
        language,
        page_id=page.pk,
        section_id=section.id if section else None,
        topic_ids=[topic.pk for topic in topics],
        limits=(RELATED, IN_SECTION),
    )
    _load_pictures(page, [*related, *neighbours])
    return {
        "section": section,
        "colour": section.colour if section else 1,
        "breadcrumb": breadcrumb(portal, language, address),
        "bylines": _authors(page, portal, language),
        "topics": [
            Link(topic.name, door(portal, language, "portal_topic", topic.slug))
            for topic in topics
        ],
        "published_at": page.first_published_at,
        "updated_at": updated_at(page),
        "reading_minutes": reading_minutes(page),
        "picture_count": len(pictures_in(page.body)) + bool(page.lead_image),
        "source": _source(page),
        "event_url": _event_url(page, portal, language),
        "related": dressed(related, sections),
        "same_section": dressed(neighbours, sections),
        **_doors(page, portal, language),
    }


def _doors(page: Item, portal: PortalSnapshot, language: str) -> dict[str, str]:
    """Return the addresses that hang on an item's code."""
    code = short_code(page)
    names = {
        "short_url": "short_address",
        "print_url": "news_print",
        "save_url": "news_save",
        "report_url": "portal_report_mistake",
    }
    doors = {
        key: door(portal, language, name, code) if code else ""
        for key, name in names.items()
    }
    short_url = doors["short_url"]
    return {**doors, "permanent_url": short_url and f"{portal.root_url}{short_url}"}


def _authors(page: Item, portal: PortalSnapshot, language: str) -> list[Author]:
    return [
        Author(
            name=byline.name,
            role=byline.role,
            unit=byline.unit,
            url=door(portal, language, "portal_author", byline.slug)
            if byline.slug
            else "",
        )
        for byline in page.bylines.all()
    ]


def reading_minutes(page: Item) -> int:
    text = " ".join(
        strip_tags(str(block.value)) for block in page.body if _reads(block)
    )
    return max(1, math.ceil(len(SYLLABLE.findall(text)) / SYLLABLES_PER_MINUTE))


def _reads(block: Any) -> bool:
    return block.block_type in {"text", "heading", "quote", "callout"}


def updated_at(page: Item) -> Any:
    first, last = page.first_published_at, page.last_published_at
    if not (first and last) or (last - first).total_seconds() < UPDATE_AFTER_SECONDS:
        return None
    return last


def _source(page: Item) -> dict[str, Any] | None:
    if page.origin != Origin.REPUBLISHED:
        return None
    return {
        "name": page.source_name,
        "url": page.source_url,
        "published_at": page.source_published_at,
    }


def _event_url(page: Item, portal: PortalSnapshot, language: str) -> str | None:
    if page.event_id is None:
        return None
    return listings.events.get().page_of(portal, page.event_id, language)


def _load_pictures(page: Item, beside: Iterable[Story]) -> None:
    """Load words and sizes of every picture on the page in two queries."""
    shown = pictures_in(page.body, with_clips=True)
    own = [image for image in (page.lead_image, page.social_image, *shown) if image]
    load_texts(own)
    others = [story.image for story in beside if story.image]
    load_renditions([*own, *others], PAGE_FILTERS)
