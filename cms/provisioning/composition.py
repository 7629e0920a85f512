"""Sections and the first front page of a new portal."""

from itertools import cycle
from typing import Any

from django.contrib.auth import get_user_model
from wagtail.models import Page

from cms.core.gate import imported
from cms.core.models import BasePage
from cms.evidence.services import record_import
from cms.pages.models import HomePage, SectionPage
from cms.provisioning.ledger import Ledger
from cms.provisioning.rows import ROWS_OF_SECTIONS
from cms.provisioning.spec import PortalSpec, RowSpec, SectionSpec
from sites.models import Unit

Blocks = list[tuple[str, dict[str, Any]]]
RAIL = 4  # items beside the lead


def release(page: BasePage, source: str) -> None:
    """Publish what was provisioned, with evidence of kind ``imported``."""
    revision = page.save_revision(log_action=True)
    with imported():
        revision.publish(log_action=False)
    page.refresh_from_db()
    record_import(page=page, source=source)


def ensure_section(
    home: HomePage, spec: SectionSpec, source: str, ledger: Ledger
) -> SectionPage:
    """Return the section with these values, published if it is new or changed."""
    values: dict[str, Any] = {
        "title": spec.title,
        "summary": spec.intro,
        "colour": spec.colour,
        "lists": spec.lists,
        "owner_unit": Unit.objects.get(code=spec.owner),
        "responsible": _person(spec.responsible),
        "freshness_days": spec.freshness_days,
    }
    section: SectionPage | None = (
        SectionPage.objects.child_of(home).filter(slug=spec.slug).first()
    )
    if section is None:
        section = SectionPage(
            slug=spec.slug, locale=home.locale, live=False, show_in_menus=True, **values
        )
        home.add_child(instance=section)
        ledger.created(section)
        release(section, source)
        return section
    different = [
        name for name, value in values.items() if getattr(section, name) != value
    ]
    if different:
        for name in different:
            setattr(section, name, values[name])
        ledger.changed(section, different)
        release(section, source)
    return section


def _person(username: str) -> Any:
    if not username:
        return None
    return get_user_model().objects.get(username=username)


def compose_home(
    home: HomePage,
    sections: list[SectionPage],
    rows: tuple[RowSpec, ...],
    source: str,
    ledger: Ledger,
) -> None:
    """Give a new home the composition that is specified, else one of its sections.

    One that is live already belongs to its editors and is left alone.
    """
    if home.live:
        return
    home.body = (
        specified_composition(rows, sections) if rows else first_composition(sections)
    )
    ledger.changed(home, ["body"])
    release(home, source)


def first_composition(sections: list[SectionPage]) -> Blocks:
    """Return lead, official work, rows of sections, and what else a portal may have.

    Rows take one, two, three, two sections in turn, and between them stand the stage of
    photo reports and the films, so that no two neighbours look alike. A block that has
    nothing to show stays away by itself.
    """
    official = [section for section in sections if section.lists != "news"]
    themed = [section for section in sections if section.lists == "news"]
    blocks: Blocks = [("lead", {"pages": [], "rail": RAIL})]
    if official:
        blocks.append(("notice_band", {"sections": _pages(official[:3])}))
    between: Blocks = [
        ("photo_reports", {"title": "Phóng sự ảnh"}),
        ("videos", {"title": "Video"}),
    ]
    for place, row in enumerate(_rows(themed)):
        blocks.append(("section_rows", {"sections": _pages(row)}))
        if place and between:
            blocks.append(between.pop(0))
    return [
        *blocks,
        *between,
        ("sources", {"title": "Từ nguồn chính thức"}),
        ("links", {"title": "Liên kết"}),
    ]


def specified_composition(
    rows: tuple[RowSpec, ...], sections: list[SectionPage]
) -> Blocks:
    by_slug = {section.slug: section for section in sections}
    return [
        (row.block, _values_of(row, [by_slug[slug] for slug in row.sections]))
        for row in rows
    ]


def _values_of(row: RowSpec, sections: list[SectionPage]) -> dict[str, Any]:
    if row.block == "lead":
        return {"pages": [], "rail": RAIL if row.rail is None else row.rail}
    if row.block in ROWS_OF_SECTIONS:
        return {"sections": _pages(sections)}
    return {"title": row.title}


def _rows(sections: list[SectionPage]) -> list[list[SectionPage]]:
    """Cut a list into rows of one, two, three, two sections in turn."""
    rows, rhythm = [], cycle((1, 2, 3, 2))
    while sections:
        number = next(rhythm)
        rows.append(sections[:number])
        sections = sections[number:]
    return rows


def _pages(sections: list[SectionPage]) -> list[Page]:
    return [section.page_ptr for section in sections]


def ensure_sections(
    home: HomePage, spec: PortalSpec, source: str, ledger: Ledger
) -> list[SectionPage]:
    return [ensure_section(home, section, source, ledger) for section in spec.sections]
