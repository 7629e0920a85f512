"""What stands elsewhere: clips of other providers and pages of the house."""

from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from cms.core import listings
from cms.core.listings import Story
from media_library.blocks import image_api
from sites.requests import portal_or_none
from sites.snapshots import PortalSnapshot

PROVIDERS = {
    "youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "facebook.com": "Facebook",
    "tiktok.com": "TikTok",
    "zalo.me": "Zalo",
    "vtv.vn": "VTV",
}


class EmbedValue(blocks.StructValue):
    @property
    def provider(self) -> str:
        """Return the provider's name, else its host without ``www``."""
        host = self._host.removeprefix("www.")
        return PROVIDERS.get(host, host)

    @property
    def is_sound(self) -> bool:
        """Tell an address that leads somewhere; what was imported may not."""
        return bool(self._host)

    @property
    def _host(self) -> str:
        try:
            parts = urlsplit(str(self.get("url") or ""))
        except ValueError:
            return ""
        return (parts.hostname or "") if parts.scheme in {"http", "https"} else ""


class EmbedBlock(blocks.StructBlock):
    """A clip at another provider.

    Readers see a picture and an honest link: nothing is asked of the provider before
    they choose to go there (PD-04).
    """

    url = blocks.URLBlock(label=_("Address of the clip"))
    title = blocks.CharBlock(label=_("Title"), max_length=255)
    thumbnail = ImageChooserBlock(label=_("Picture"), required=False)

    class Meta:
        label = _("Clip elsewhere")
        icon = "media"
        description = _("A clip on YouTube or another provider, opened by a click.")
        template = "blocks/embed.html"
        value_class = EmbedValue
        preview_value = {
            "url": "https://www.youtube.com/watch?v=dinh",
            "title": "Một ngày ở chợ nổi",
            "thumbnail": None,
        }

    def get_api_representation(
        self, value: EmbedValue, context: Any = None
    ) -> dict[str, Any]:
        return {
            "url": value["url"],
            "title": value["title"],
            "provider": value.provider,
            "thumbnail": image_api(value["thumbnail"]),
        }


class RelatedBlock(blocks.StructBlock):
    pages = blocks.ListBlock(
        blocks.PageChooserBlock(label=_("Page")), label=_("Pages"), max_num=6
    )

    class Meta:
        label = _("Related items")
        icon = "link"
        description = _("Items of the house that belong to this one.")
        template = "blocks/related.html"
        preview_value: dict[str, Any] = {"pages": []}

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["stories"] = _chosen(value, portal_or_none(context.get("request")))
        return context

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        return {
            "pages": [
                {"id": story.id, "title": story.title, "url": story.url}
                for story in _chosen(value, None)
            ]
        }


def _chosen(value: Any, viewer: PortalSnapshot | None) -> list[Story]:
    """Return what readers may see of the chosen pages, in the order chosen."""
    chosen = [page.pk for page in value["pages"] if page is not None]
    return listings.news.get().chosen(viewer, chosen)
