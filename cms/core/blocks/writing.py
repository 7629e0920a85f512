"""Running text, headings and tables."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "superscript"]


class TextBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", TEXT_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        description = _("Paragraphs and lists.")
        template = "blocks/text.html"
        preview_value = "<p>Sáng Chủ nhật, hơn hai trăm người đi bộ dọc bờ hồ.</p>"

    def get_api_representation(self, value: Any, context: Any = None) -> str:
        return str(value.source)


class HeadingBlock(blocks.CharBlock):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 200)
        super().__init__(**kwargs)

    class Meta:
        label = _("Heading")
        icon = "title"
        description = _("A heading inside the text.")
        template = "blocks/heading.html"
        preview_value = "Đi chậm qua năm lớp sân"

    def get_api_representation(self, value: str, context: Any = None) -> str:
        return value


class TableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(label=_("Caption"), max_length=255)
    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Text"), required=False)),
            ("number", blocks.CharBlock(label=_("Number"), required=False)),
        ],
        label=_("Table"),
    )

    class Meta:
        label = _("Table")
        icon = "table"
        description = _("A table with a caption; numbers are aligned to the right.")
        template = "blocks/table.html"
        preview_value = {"caption": "Số lượt khách theo tháng", "table": None}

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        table = value["table"]
        return {
            "caption": value["caption"],
            "header": [column["heading"] for column in table.columns],
            "rows": [[str(cell.value or "") for cell in row] for row in table.rows],
        }
