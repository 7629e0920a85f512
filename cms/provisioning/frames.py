"""The structure a new portal begins with: of a pattern, or of a portal that stands.

A frame is what a specification says of structure and nothing else: office hours, looks,
languages, sections, front page, names of roles. Never content, people, the owner's facts
or hostnames.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from wagtail.models import Page

from cms.pages.models import SectionPage
from cms.provisioning.rows import BLOCKS, ROWS_OF_SECTIONS
from sites.models import Branding, Portal, PortalLanguage, RoleName

Frame = dict[str, Any]
FOLDER = Path(__file__).parent / "patterns"


@dataclass(frozen=True)
class Pattern:
    """One file of ``patterns``, named by its key."""

    key: str
    title: str
    frame: Frame


@cache
def patterns() -> dict[str, Pattern]:
    """Return the patterns that the product brings, in the order of their files."""
    found = {}
    for file in sorted(FOLDER.glob("*.yaml")):
        frame = yaml.safe_load(file.read_text(encoding="utf-8"))
        key = file.stem.split("-", 1)[1]
        found[key] = Pattern(key, frame.pop("title"), frame)
    return found


def frame_of_portal(portal: Portal) -> Frame:
    """Return the structure of a portal as it stands."""
    branding = Branding.objects.get(portal=portal)
    home = portal.site.root_page.specific
    sections = list(SectionPage.objects.child_of(home).live().order_by("path"))
    languages = PortalLanguage.objects.filter(portal=portal).select_related("locale")
    return {
        "kind": portal.unit.kind,
        "regime": portal.unit.regime,
        "office_hours": [],
        "style": branding.style,
        "theme": branding.theme,
        "languages": [row.locale.language_code for row in languages],
        "sections": [_section(section) for section in sections],
        "home": _rows(home, {section.pk: section.slug for section in sections}),
        "roles": {
            row.capability: {"name": row.name, "board": row.board}
            for row in RoleName.objects.filter(portal=portal).order_by("capability")
        },
    }


def _section(section: SectionPage) -> dict[str, Any]:
    return {
        "slug": section.slug,
        "title": section.title,
        "intro": section.summary,
        "colour": section.colour,
        "lists": section.lists,
        "freshness_days": section.freshness_days,
    }


def _rows(home: Page, slugs: dict[int, str]) -> list[dict[str, Any]]:
    """Return the blocks of a front page that are structure, without what they show."""
    rows = [_row(block, slugs) for block in home.body if block.block_type in BLOCKS]
    return kept_rows(rows, set(slugs.values()))


def _row(block: Any, slugs: dict[int, str]) -> dict[str, Any]:
    kind, value = block.block_type, block.value
    if kind == "lead":
        return {"block": kind, "rail": value["rail"]}
    if kind in ROWS_OF_SECTIONS:
        chosen = [page.pk for page in value["sections"] if page is not None]
        return {"block": kind, "sections": [slugs.get(key, "") for key in chosen]}
    return {"block": kind, "title": value["title"]}


def kept_rows(rows: list[dict[str, Any]], slugs: set[str]) -> list[dict[str, Any]]:
    """Return rows with those of their sections that are kept; empty ones fall away."""
    kept = []
    for row in rows:
        if row["block"] not in ROWS_OF_SECTIONS:
            kept.append(row)
            continue
        sections = [slug for slug in row["sections"] if slug in slugs]
        if sections:
            kept.append({**row, "sections": sections})
    return kept
