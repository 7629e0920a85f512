"""Voices and notes set apart from the text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.blocks.api import PlainStructApi


class QuoteBlock(PlainStructApi, blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quotation"), rows=3)
    attribution = blocks.CharBlock(
        label=_("Who said it"), required=False, max_length=255
    )

    class Meta:
        label = _("Quotation")
        icon = "openquote"
        description = _("Someone's own words.")
        template = "blocks/quote.html"
        preview_value = {
            "text": "Ban đêm, tôi mong khách ở lại để nghe.",
            "attribution": "Người kể chuyện",
        }


class CalloutBlock(PlainStructApi, blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.RichTextBlock(
        label=_("Text"), features=["bold", "italic", "ol", "ul", "link"]
    )

    class Meta:
        label = _("Call-out")
        icon = "warning"
        description = _("What readers need to know before they act.")
        template = "blocks/callout.html"
        preview_value = {
            "title": "Cần biết trước khi đi",
            "text": "<p>Đặt chỗ trước ít nhất một ngày.</p>",
        }
