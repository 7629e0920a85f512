"""Rows of a front page that live from pictures: reports, films, campaigns."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from cms.pages.blocks.base import FrontBlock
from cms.pages.blocks.samples import sample_stories
from media_library.blocks import image_api
from sites.addresses import address_of


class PhotoReportsBlock(FrontBlock):
    title = blocks.CharBlock(label=_("Title"), default="Phóng sự ảnh", max_length=80)

    class Meta:
        label = _("Photo reports")
        icon = "image"
        description = _(
            "The newest photo report on a dark stage, older ones beside it."
        )
        template = "blocks/home/photo_reports.html"
        preview_value = {"title": "Phóng sự ảnh"}

    def sample(self) -> dict[str, Any]:
        return {"items": sample_stories(1)}


class VideosBlock(FrontBlock):
    title = blocks.CharBlock(label=_("Title"), default="Video", max_length=80)

    class Meta:
        label = _("Films")
        icon = "media"
        description = _("The four newest items that show a film.")
        template = "blocks/home/videos.html"
        preview_value = {"title": "Video"}

    def sample(self) -> dict[str, Any]:
        return {"items": sample_stories(4)}


class CampaignBlock(FrontBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), rows=2, max_length=400)
    image = ImageChooserBlock(label=_("Picture"))
    link_title = blocks.CharBlock(label=_("Button text"), max_length=60, required=False)
    link_page = blocks.PageChooserBlock(label=_("Page"), required=False)
    link_url = blocks.URLBlock(
        label=_("Address"), required=False, help_text=_("If it is not a page here.")
    )
    is_festive = blocks.BooleanBlock(
        label=_("Festive"),
        required=False,
        help_text=_("Not shown during national mourning."),
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
