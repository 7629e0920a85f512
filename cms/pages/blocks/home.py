"""Rows of a front page.

A block only says *what* to show. ``cms.pages.material`` finds the items of all blocks
together, in a number of queries that does not grow with the number of blocks, and hands
each block its own as ``resolved``.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _, pgettext_lazy
from wagtail import blocks

from cms.pages.blocks.answers import LinksBlock, QuestionsBlock, SourcesBlock
from cms.pages.blocks.base import FrontBlock
from cms.pages.blocks.pictures import CampaignBlock, PhotoReportsBlock, VideosBlock
from cms.pages.blocks.samples import sample_sections, sample_stories

RAIL_MAX = 6
ROW_MAX = 3


class LeadBlock(FrontBlock):
    pages = blocks.ListBlock(
        blocks.PageChooserBlock(
            label=pgettext_lazy("of news", "Item"), page_type="news.NewsPage"
        ),
        label=_("Chosen items"),
        required=False,
        max_num=1 + RAIL_MAX,
        default=[],
        help_text=_("The first one leads. Places left empty take the newest items."),
    )
    rail = blocks.IntegerBlock(
        label=_("Items beside the lead"), default=4, min_value=0, max_value=RAIL_MAX
    )

    class Meta:
        label = _("Lead")
        icon = "pick"
        description = _("The main story and those beside it.")
        template = "blocks/home/lead.html"
        preview_value: dict[str, Any] = {"pages": [], "rail": 3}

    def sample(self) -> dict[str, Any]:
        lead, *rail = sample_stories(4)
        return {"lead": lead, "rail": rail}


class NoticeBandBlock(FrontBlock):
    sections = blocks.ListBlock(
        blocks.PageChooserBlock(
            label=pgettext_lazy("of a portal", "Section"), page_type="pages.SectionPage"
        ),
        label=_("Sections"),
        min_num=1,
        max_num=ROW_MAX,
        help_text=_("Directions, documents, calendar: official work, apart from news."),
    )

    class Meta:
        label = _("Notice board")
        icon = "clipboard-list"
        description = _("Up to three sections of official work on a tinted band.")
        template = "blocks/home/notice_band.html"
        preview_value: dict[str, Any] = {"sections": []}

    def sample(self) -> dict[str, Any]:
        return {"columns": sample_sections(3)}


class SectionRowsBlock(FrontBlock):
    sections = blocks.ListBlock(
        blocks.PageChooserBlock(
            label=pgettext_lazy("of a portal", "Section"), page_type="pages.SectionPage"
        ),
        label=_("Sections"),
        min_num=1,
        max_num=ROW_MAX,
        help_text=_("One section fills the row, two or three share it."),
    )

    class Meta:
        label = _("Row of sections")
        icon = "grip"
        description = _("One to three sections with their newest items.")
        template = "blocks/home/section_rows.html"
        preview_value: dict[str, Any] = {"sections": []}

    def sample(self) -> dict[str, Any]:
        return {"sections": sample_sections(2), "template": "components/rows/two.html"}


HOME_BLOCKS = [
    ("lead", LeadBlock()),
    ("notice_band", NoticeBandBlock()),
    ("section_rows", SectionRowsBlock()),
    ("photo_reports", PhotoReportsBlock()),
    ("videos", VideosBlock()),
    ("campaign", CampaignBlock()),
    ("questions", QuestionsBlock()),
    ("sources", SourcesBlock()),
    ("links", LinksBlock()),
]
