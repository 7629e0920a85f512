"""What a reader gets beside an item's own text."""

import math
import re
from typing import Any

from django.utils.html import strip_tags

from cms.core import listings
from cms.core.listings import Story, dressed
from cms.core.models import Origin
from cms.core.pictures import pictures_in
from cms.core.sections import (
    SectionFacts,
    Sections,
    breadcrumb,
    section_at,
    sections_of,
)
from cms.core.serving import short_code
from media_library.loading import load_renditions, load_texts
from media_library.renditions import LIST_FILTERS, filters_of
from sites.snapshots import PortalSnapshot

Item = Any  # a NewsPage; its module imports this one

# A Vietnamese word is mostly one syllable; adults read about 240 of them a minute.
SYLLABLES_PER_MINUTE = 240
RELATED = 4
PAGE_FILTERS = (*LIST_FILTERS, *filters_of("hero", "full", "gallery"))
SYLLABLE = re.compile(r"\w+")
# An update within the hour is the last touch of publishing, not news for readers.
UPDATE_AFTER_SECONDS = 3600


def reading_context(
    page: Item, portal: PortalSnapshot, language: str
) -> dict[str, Any]:
    """Return byline, dates, source, section and further reading."""
    sections = sections_of(portal, language)
    address = page.address(portal) or ""
    section = section_at(sections, address)
    neighbours = _same_section(page, portal, section, sections)
    _load_pictures(page, neighbours)
    return {
        "section": section,
        "colour": section.colour if section else 1,
        "breadcrumb": breadcrumb(portal, language, address),
        "bylines": list(page.bylines.all()),
        "topics": [topic.name for topic in page.topics.all()],
        "published_at": page.first_published_at,
        "updated_at": updated_at(page),
        "reading_minutes": reading_minutes(page),
        "source": _source(page),
        "event_url": _event_url(page, portal, language),
        "short_url": _short_url(page, portal, language),
        "same_section": neighbours,
    }


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


def _short_url(page: Item, portal: PortalSnapshot, language: str) -> str:
    code = short_code(page)
    facts = portal.language(language)
    return f"{facts.prefix}/-/{code}" if code and facts else ""


def _same_section(
    page: Item,
    portal: PortalSnapshot,
    section: SectionFacts | None,
    sections: Sections,
) -> list[Story]:
    if section is None:
        return []
    stories = listings.news.get().in_section(
        portal, section.id, start=0, stop=RELATED + 1, with_sizes=False
    )
    others = [story for story in stories if story.id != page.pk][:RELATED]
    return dressed(others, sections)


def _load_pictures(page: Item, neighbours: list[Story]) -> None:
    """Load words and sizes of every picture on the page in two queries."""
    own = [image for image in (page.lead_image, *pictures_in(page.body)) if image]
    beside = [story.image for story in neighbours if story.image]
    load_texts(own)
    load_renditions([*own, *beside], PAGE_FILTERS)
