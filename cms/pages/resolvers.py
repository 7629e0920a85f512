"""What each block of a front page shows, out of what was found for all of them."""

from collections.abc import Callable
from typing import Any

from cms.core.listings import Story, dressed
from cms.core.sections import SectionFacts
from cms.modes.showing import is_mourning
from cms.pages.answers import with_addresses
from cms.pages.material import (
    PER_SECTION,
    Material,
    Stored,
    ids_in,
    items_of,
    places_of,
)
from cms.pages.navigation import links
from cms.pages.shapes import STAGE, shape_of, shape_of_lead
from sites.models import MenuPlace

Resolved = dict[str, Any]
Resolver = Callable[[Stored, Material], Resolved]

BAND_ROWS = 4
PHOTO_REPORTS_BESIDE = 3
VIDEOS_ABREAST = 4
SOURCES_SHOWN = 6


def _lead(values: Stored, material: Material) -> Resolved:
    named = set(ids_in(values, "pages"))
    chosen = [story for story in material.stories.chosen if story.id in named]
    stories = material.leading(chosen, places_of(values))
    if not stories:
        return {}
    lead, *rail = _dressed(stories, material)
    return {"lead": lead, "rail": rail, "shape": shape_of_lead(lead, rail)}


def _dressed(stories: list[Story], material: Material) -> list[Story]:
    return dressed(stories, material.sections)


def _column(facts: SectionFacts, most: int, material: Material) -> Resolved:
    column: Resolved = {
        "title": facts.title,
        "url": facts.url,
        "colour": facts.colour,
        "items": [],
        "calendar": [],
    }
    if facts.lists == "events":
        column["calendar"] = material.occasions
    elif facts.lists == "pages":
        column["items"] = material.pamphlets.get(facts.id, [])[:most]
    else:
        stories = material.new(material.stories.sections.get(facts.id, []), most)
        column["items"] = _dressed(stories, material)
    return column


def _columns(values: Stored, most: int, material: Material) -> list[Resolved]:
    columns = [
        _column(material.sections[section_id], most, material)
        for section_id in ids_in(values, "sections")
        if section_id in material.sections
    ]
    return [column for column in columns if column["items"] or column["calendar"]]


def _notice_band(values: Stored, material: Material) -> Resolved:
    columns = _columns(values, BAND_ROWS, material)
    return {"columns": columns} if columns else {}


def _section_rows(values: Stored, material: Material) -> Resolved:
    columns = _columns(values, PER_SECTION, material)
    if not columns:
        return {}
    shape = shape_of(columns, material.last_shape)
    return {
        "sections": columns,
        "shape": shape,
        "template": f"components/rows/{shape}.html",
    }


def _photo_reports(values: Stored, material: Material) -> Resolved:
    reports = _dressed(material.stories.photo_reports, material)
    items = [story for story in reports[:1] if story.id not in material.told]
    if not items:
        return {}
    material.told.add(items[0].id)
    others = material.new(reports[1:], PHOTO_REPORTS_BESIDE)
    return {
        "title": values["title"],
        "items": items,
        "others": others,
        "shape": STAGE,
    }


def _videos(values: Stored, material: Material) -> Resolved:
    items = _dressed(material.new(material.stories.videos, VIDEOS_ABREAST), material)
    return {"title": values["title"], "items": items} if items else {}


def _sources(values: Stored, material: Material) -> Resolved:
    items = material.new(material.stories.republished, SOURCES_SHOWN)
    return {"title": values["title"], "items": items} if items else {}


def _questions(values: Stored, material: Material) -> Resolved:
    items = items_of(values)
    if not items:
        return {}
    return {
        "title": values["title"],
        "items": [
            {
                "question": item["question"],
                "answer": with_addresses(item["answer"], material.addresses),
            }
            for item in items
        ],
    }


def _campaign(values: Stored, material: Material) -> Resolved:
    if values.get("is_festive") and is_mourning(material.portal):
        return {}
    own = material.addresses.get(values.get("link_page") or 0, "")
    url = own or values.get("link_url") or ""
    return {
        "title": values["title"],
        "text": values["text"],
        "image": material.images.get(values.get("image") or 0),
        "link_title": values.get("link_title") if url else "",
        "link_url": url,
    }


def _links(values: Stored, material: Material) -> Resolved:
    items = links(material.portal, material.language, MenuPlace.LINKS)
    return {"title": values["title"], "items": items} if items else {}


RESOLVERS: dict[str, Resolver] = {
    "lead": _lead,
    "notice_band": _notice_band,
    "section_rows": _section_rows,
    "photo_reports": _photo_reports,
    "videos": _videos,
    "campaign": _campaign,
    "questions": _questions,
    "sources": _sources,
    "links": _links,
}
