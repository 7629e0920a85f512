"""Blocks that show assets. The only blocks outside ``cms.core``."""

from typing import Any

from django.utils.translation import get_language, gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtailmedia.blocks import VideoChooserBlock

from media_library.models import Document, Image, Media

PREVIEW_CAPTION = "Đội văn nghệ xã tập luyện trước ngày hội."


class FigureValue(blocks.StructValue):
    @property
    def alt(self) -> str:
        """Return what the editor wrote here, else the picture's own text."""
        image: Image | None = self.get("image")
        own = str(self.get("alt_text") or "")
        return own or (image.alt_in(get_language() or "vi") if image else "")

    @property
    def credit(self) -> str:
        image: Image | None = self.get("image")
        return str(self.get("credit_text") or "") or (image.credit if image else "")


def image_api(image: Image | None) -> dict[str, Any] | None:
    """Return a picture as API clients see it: identity, size and address.

    They see no private one, as readers don't.
    """
    if image is None or image.is_private:
        return None
    return {
        "id": str(image.public_id),
        "title": image.title,
        "width": image.width,
        "height": image.height,
        "url": image.file.url,
    }


class FigureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=400)
    credit_text = blocks.CharBlock(
        label=_("Credit"),
        required=False,
        max_length=120,
        help_text=_("Empty: the credit kept with the picture."),
    )
    alt_text = blocks.CharBlock(
        label=_("Alternative text"),
        required=False,
        max_length=255,
        help_text=_("Empty: the description kept with the picture."),
    )

    class Meta:
        label = _("Picture")
        icon = "image"
        description = _("One picture with caption and credit.")
        template = "blocks/figure.html"
        value_class = FigureValue
        preview_value = {"image": None, "caption": PREVIEW_CAPTION}

    def get_api_representation(
        self, value: FigureValue, context: Any = None
    ) -> dict[str, Any]:
        return {
            "image": image_api(value["image"]),
            "alt": value.alt,
            "caption": value["caption"],
            "credit": value.credit,
        }


class GalleryBlock(blocks.StructBlock):
    images = blocks.ListBlock(
        FigureBlock(label=_("Picture")), label=_("Pictures"), min_num=2, max_num=200
    )

    class Meta:
        label = _("Gallery")
        icon = "image"
        description = _("Several pictures, each with its own caption.")
        template = "blocks/gallery.html"
        preview_value: dict[str, Any] = {"images": []}

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        figure = self.child_blocks["images"].child_block
        return {
            "images": [
                figure.get_api_representation(item, context) for item in value["images"]
            ]
        }


class DownloadValue(blocks.StructValue):
    @property
    def title(self) -> str:
        document: Document | None = self.get("document")
        return str(self.get("label") or "") or (document.title if document else "")


class DownloadBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    label = blocks.CharBlock(
        label=_("Title"),
        required=False,
        max_length=255,
        help_text=_("Empty: the title kept with the document."),
    )

    class Meta:
        label = _("Download")
        icon = "download"
        description = _("A file for readers to download.")
        template = "blocks/download.html"
        value_class = DownloadValue
        preview_value = {"document": None, "label": "Kế hoạch truyền thông (DOCX)"}

    def get_api_representation(
        self, value: DownloadValue, context: Any = None
    ) -> dict[str, Any]:
        document: Document | None = value["document"]
        return {
            "id": str(document.public_id) if document else None,
            "title": value.title,
            "url": document.url if document else None,
        }


class VideoBlock(blocks.StructBlock):
    video = VideoChooserBlock(label=_("Clip"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=400)

    class Meta:
        label = _("Clip")
        icon = "media"
        description = _("A clip from the media library.")
        template = "blocks/video.html"
        preview_value = {"video": None, "caption": PREVIEW_CAPTION}

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        clip: Media | None = value["video"]
        return {
            "id": str(clip.public_id) if clip else None,
            "title": clip.title if clip else "",
            "url": clip.file.url if clip and not clip.is_private else None,
            "caption": value["caption"],
        }
