"""What a front page shows: found for all its blocks together.

Blocks are read in their stored form, so that choosing ten sections costs no query; the
number of queries depends on the kinds of block in use, never on how many there are.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from wagtail.blocks.stream_block import StreamValue
from wagtail.models import Page

from cms.core import listings
from cms.core.listings import Occasion, Story, dressed
from cms.core.sections import SectionFacts, Sections, sections_of
from cms.pages.navigation import links
from cms.pages.pamphlets import pamphlets_of
from media_library.models import Image
from sites.addresses import address_of
from sites.models import MenuPlace
from sites.snapshots import PortalSnapshot

PER_SECTION = 6
CALENDAR_ROWS = 4


@dataclass(frozen=True)
class Part:
    """One block with what it shows, ready for its template."""

    template: str
    value: Any
    resolved: dict[str, Any]


@dataclass
class Material:
    """Everything found for one front page."""

    portal: PortalSnapshot
    language: str
    sections: Sections
    fronts: dict[int, list[Story]]
    occasions: list[Occasion]
    latest: list[Story]
    led: set[int] = field(default_factory=set)
    listed: set[int] = field(default_factory=set)

    def unseen(self, stories: Iterable[Story]) -> list[Story]:
        """Return what no section above shows, best without what leads the page.

        A small portal leads with everything it has, and its sections may repeat that;
        but no item stands in two sections of one page.
        """
        fresh = [story for story in stories if story.id not in self.listed]
        chosen = [story for story in fresh if story.id not in self.led] or fresh
        self.listed.update(story.id for story in chosen)
        return chosen


Stored = dict[str, Any]
Resolver = Callable[[Stored, Material], dict[str, Any]]


def resolve_front(
    body: StreamValue, portal: PortalSnapshot, language: str
) -> list[Part]:
    """Return the parts of a front page in order, empty ones left out."""
    stored = [(block["type"], block["value"]) for block in body.raw_data]
    material = gather(stored, portal, language)
    parts = []
    for (name, values), child in zip(stored, _children(body), strict=True):
        resolved = RESOLVERS[name](values, material)
        if resolved:
            parts.append(Part(child.meta.template, values, resolved))
    return parts


def _children(body: StreamValue) -> list[Any]:
    blocks = body.stream_block.child_blocks
    return [blocks[block["type"]] for block in body.raw_data]


def gather(
    stored: list[tuple[str, Stored]], portal: PortalSnapshot, language: str
) -> Material:
    news, events = listings.news.get(), listings.events.get()
    sections = sections_of(portal, language)
    wanted = [
        section_id
        for _name, values in stored
        for section_id in ids_in(values, "sections")
        if section_id in sections
    ]
    kinds = {sections[section_id].lists for section_id in wanted}
    names = {name for name, _values in stored}
    return Material(
        portal=portal,
        language=language,
        sections=sections,
        fronts=news.fronts(portal, wanted, PER_SECTION) if wanted else {},
        occasions=events.upcoming(
            portal, language, at=timezone.now(), limit=CALENDAR_ROWS
        )
        if "events" in kinds
        else [],
        latest=news.latest(portal, language, limit=PER_SECTION + 1)
        if "lead" in names
        else [],
    )


def ids_in(values: Stored, name: str) -> list[int]:
    """Return the keys stored in a list block, in either of Wagtail's two forms."""
    items = values.get(name) or []
    keys = (item["value"] if isinstance(item, dict) else item for item in items)
    return [key for key in keys if key]


def _lead(values: Stored, material: Material) -> dict[str, Any]:
    news = listings.news.get()
    chosen = ids_in(values, "pages")
    stories = news.chosen(material.portal, chosen) if chosen else []
    picked = {story.id for story in stories}
    stories += [story for story in material.latest if story.id not in picked]
    stories = dressed(stories, material.sections)[: 1 + (values.get("rail") or 0)]
    material.led.update(story.id for story in stories)
    if not stories:
        return {}
    return {"lead": stories[0], "rail": stories[1:]}


def _column(facts: SectionFacts, material: Material) -> dict[str, Any]:
    column: dict[str, Any] = {
        "title": facts.title,
        "url": facts.url,
        "colour": facts.colour,
        "items": [],
        "calendar": [],
    }
    if facts.lists == "events":
        column["calendar"] = material.occasions
    elif facts.lists == "pages":
        column["items"] = pamphlets_of(material.portal, facts)
    else:
        stories = material.unseen(material.fronts.get(facts.id, []))
        column["items"] = dressed(stories, material.sections)
    return column


def _columns(values: Stored, material: Material) -> list[dict[str, Any]]:
    columns = [
        _column(material.sections[section_id], material)
        for section_id in ids_in(values, "sections")
        if section_id in material.sections
    ]
    return [column for column in columns if column["items"] or column["calendar"]]


def _notice_band(values: Stored, material: Material) -> dict[str, Any]:
    columns = _columns(values, material)
    return {"columns": columns} if columns else {}


def _section_rows(values: Stored, material: Material) -> dict[str, Any]:
    columns = _columns(values, material)
    return {"sections": columns} if columns else {}


def _photo_reports(values: Stored, material: Material) -> dict[str, Any]:
    stories = listings.news.get().photo_reports(
        material.portal, material.language, limit=1
    )
    items = dressed(stories, material.sections)
    return {"items": items, "title": values["title"]} if items else {}


def _campaign(values: Stored, material: Material) -> dict[str, Any]:
    page = Page.objects.live().filter(pk=values.get("link_page") or 0).first()
    url = address_of(page.url_path, material.portal) if page else values.get("link_url")
    return {
        "title": values["title"],
        "text": values["text"],
        "image": Image.objects.filter(pk=values.get("image") or 0).first(),
        "link_title": values.get("link_title") if url else "",
        "link_url": url or "",
    }


def _links(values: Stored, material: Material) -> dict[str, Any]:
    items = links(material.portal, material.language, MenuPlace.LINKS)
    return {"title": values["title"], "items": items} if items else {}


RESOLVERS: dict[str, Resolver] = {
    "lead": _lead,
    "notice_band": _notice_band,
    "section_rows": _section_rows,
    "photo_reports": _photo_reports,
    "campaign": _campaign,
    "links": _links,
}
