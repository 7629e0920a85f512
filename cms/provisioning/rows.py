"""The rows of a first front page, as a specification names them."""

from django.utils.translation import gettext as _

from cms.pages.blocks.home import RAIL_MAX, ROW_MAX
from cms.provisioning.reading import Cursor
from cms.provisioning.spec import RowSpec

ROW = ("block", "sections", "title", "rail")
ROWS_OF_SECTIONS = ("notice_band", "section_rows")
TITLED = ("photo_reports", "videos", "sources", "links")
# What holds content of its own (a campaign, questions) is for editors to add.
BLOCKS = ("lead", *ROWS_OF_SECTIONS, *TITLED)


def parse_rows(place: Cursor, slugs: set[str]) -> tuple[RowSpec, ...]:
    return tuple(_row(item, slugs) for item in place.items())


def _row(place: Cursor, slugs: set[str]) -> RowSpec:
    place.expect(*ROW)
    block = place.at("block").choice(BLOCKS)
    return RowSpec(
        block=block,
        sections=_sections(place.at("sections"), block, slugs),
        title=place.at("title").text(most=80),
        rail=place.at("rail").number(low=0, high=RAIL_MAX),
    )


def _sections(place: Cursor, block: str, slugs: set[str]) -> tuple[str, ...]:
    names: list[str] = []
    for item in place.items():
        name = item.text(required=True, most=80)
        if name and name not in slugs:
            item.fault(_("“%(name)s” is none of the sections") % {"name": name})
        names.append(name)
    wanted = range(1, ROW_MAX + 1) if block in ROWS_OF_SECTIONS else range(1)
    if block in BLOCKS and len(names) not in wanted:
        place.fault(_("names too many sections, or none"))
    place.refuse_twins(names)
    return tuple(names)
