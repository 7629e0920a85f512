"""Rows of a front page.

A block only says *what* to show. ``cms.pages.fronts`` finds the items of all blocks
together, in a number of queries that does not grow with the number of blocks, and hands
each block its own as ``resolved``.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from cms.pages.blocks.samples import sample_sections, sample_stories
from media_library.blocks import image_api
from sites.addresses import address_of

RAIL_MAX = 6
ROW_MAX = 3


class FrontBlock(blocks.StructBlock):
    """A block whose template reads ``resolved``; alone in a preview it shows samples."""

    def sample(self) -> dict[str, Any]:
        return {}

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        context.setdefault("resolved", self.sample())
        return context

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        stored: dict[str, Any] = self.get_prep_value(value)
        return stored


class LeadBlock(FrontBlock):
    pages = blocks.ListBlock(
        blocks.PageChooserBlock(label=_("Item"), page_type="news.NewsPage"),
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
        blocks.PageChooserBlock(label=_("Section"), page_type="pages.SectionPage"),
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
        blocks.PageChooserBlock(label=_("Section"), page_type="pages.SectionPage"),
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
        return {"sections": sample_sections(2)}


class PhotoReportsBlock(FrontBlock):
    title = blocks.CharBlock(label=_("Title"), default="Phóng sự ảnh", max_length=80)

    class Meta:
        label = _("Photo reports")
        icon = "image"
        description = _("The newest photo report on a dark stage.")
        template = "blocks/home/photo_reports.html"
        preview_value = {"title": "Phóng sự ảnh"}

    def sample(self) -> dict[str, Any]:
        return {"items": sample_stories(1)}


class CampaignBlock(FrontBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), rows=2, max_length=400)
    image = ImageChooserBlock(label=_("Picture"))
    link_title = blocks.CharBlock(label=_("Button text"), max_length=60, required=False)
    link_page = blocks.PageChooserBlock(label=_("Page"), required=False)
    link_url = blocks.URLBlock(
        label=_("Address"), required=False, help_text=_("If it is not a page here.")
    )

    class Meta:
        label = _("Campaign")
        icon = "glasses"
        description = _("A banner for a campaign or an occasion (CT-04).")
        template = "blocks/home/campaign.html"
        preview_value = {
            "title": "Chào nhau một câu, phố mình đẹp thêm",
            "text": "Bốn tuần hưởng ứng Quy tắc ứng xử nơi công cộng.",
            "link_title": "Xem kế hoạch",
        }

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        page = value["link_page"]
        target = address_of(page.url_path, None) if page and page.live else None
        return {
            "title": value["title"],
            "text": value["text"],
            "image": image_api(value["image"]),
            "link_title": value["link_title"],
            "link_url": value["link_url"] or target or "",
        }


class LinksBlock(FrontBlock):
    title = blocks.CharBlock(label=_("Title"), default="Liên kết", max_length=80)

    class Meta:
        label = _("Official links")
        icon = "link"
        description = _("The portal's list of official links.")
        template = "blocks/home/links.html"
        preview_value = {"title": "Liên kết"}

    def sample(self) -> dict[str, Any]:
        return {
            "title": "Liên kết",
            "items": [{"title": "Cổng Thông tin điện tử Chính phủ", "url": "#"}],
        }


HOME_BLOCKS = [
    ("lead", LeadBlock()),
    ("notice_band", NoticeBandBlock()),
    ("section_rows", SectionRowsBlock()),
    ("photo_reports", PhotoReportsBlock()),
    ("campaign", CampaignBlock()),
    ("links", LinksBlock()),
]
