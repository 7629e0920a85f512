"""Text that readers unfold."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.blocks.api import PlainStructApi


class AccordionItemBlock(PlainStructApi, blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    text = blocks.RichTextBlock(
        label=_("Text"), features=["bold", "italic", "ol", "ul", "link"]
    )

    class Meta:
        label = _("Item")
        icon = "collapse-down"
        description = _("One question or heading and what is folded under it.")
        template = "blocks/accordion_item.html"
        preview_value = {"title": "Lệ phí bao nhiêu?", "text": "<p>Miễn phí.</p>"}


class AccordionBlock(blocks.StructBlock):
    items = blocks.ListBlock(AccordionItemBlock(), label=_("Items"))

    class Meta:
        label = _("Folded list")
        icon = "list-ul"
        description = _("Questions and answers, or details that few readers need.")
        template = "blocks/accordion.html"
        preview_value = {
            "items": [{"title": "Lệ phí bao nhiêu?", "text": "<p>Miễn phí.</p>"}]
        }

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        item = self.child_blocks["items"].child_block
        return {
            "items": [
                item.get_api_representation(part, context) for part in value["items"]
            ]
        }
