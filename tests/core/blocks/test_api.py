"""Blocks as API clients get them: plain values, rich text as stored."""

from typing import Any

import pytest
from wagtail.contrib.typed_table_block.blocks import TypedTable

from cms.core.blocks import (
    ARTICLE_BLOCKS,
    AccordionBlock,
    CalloutBlock,
    EmbedBlock,
    HeadingBlock,
    QuoteBlock,
    RelatedBlock,
    TableBlock,
    TextBlock,
)
from media_library.blocks import image_api
from tests.factories.media import ImageFactory
from tests.factories.news import NewsPageFactory
from tests.factories.portals import living_portal
from tests.factories.publishing import take_away


def api(block: Any, stored: Any) -> Any:
    return block.get_api_representation(block.to_python(stored))


TABLE = {
    "caption": "Lượt khách",
    "table": {
        "columns": [
            {"type": "text", "heading": "Tháng"},
            {"type": "number", "heading": "Khách"},
        ],
        "rows": [{"values": ["Một", "120"]}, {"values": ["Hai", ""]}],
        "caption": "",
    },
}


@pytest.mark.parametrize(
    ("block", "stored", "told"),
    [
        (TextBlock(), "<p><b>Một</b></p>", "<p><b>Một</b></p>"),
        (HeadingBlock(), "Đi chậm", "Đi chậm"),
        (
            QuoteBlock(),
            {"text": "Ở lại để nghe.", "attribution": "Người kể"},
            {"text": "Ở lại để nghe.", "attribution": "Người kể"},
        ),
        (
            CalloutBlock(),
            {"title": "Lưu ý", "text": "<p>Đặt chỗ.</p>"},
            {"title": "Lưu ý", "text": "<p>Đặt chỗ.</p>"},
        ),
        (
            AccordionBlock(),
            {"items": [{"title": "Lệ phí?", "text": "<p>Miễn phí.</p>"}]},
            {"items": [{"title": "Lệ phí?", "text": "<p>Miễn phí.</p>"}]},
        ),
        (
            TableBlock(),
            TABLE,
            {
                "caption": "Lượt khách",
                "header": ["Tháng", "Khách"],
                "rows": [["Một", "120"], ["Hai", ""]],
            },
        ),
        (
            EmbedBlock(),
            {"url": "https://youtu.be/x", "title": "Chợ nổi", "thumbnail": None},
            {
                "url": "https://youtu.be/x",
                "title": "Chợ nổi",
                "provider": "YouTube",
                "thumbnail": None,
            },
        ),
    ],
    ids=lambda value: type(value).__name__ if hasattr(value, "meta") else "",
)
def test_a_block_tells_its_values(block: Any, stored: Any, told: Any) -> None:
    assert api(block, stored) == told


def test_a_table_is_what_wagtail_stores() -> None:
    assert isinstance(TableBlock().to_python(TABLE)["table"], TypedTable)


@pytest.mark.parametrize(
    ("url", "provider"),
    [
        ("https://www.youtube.com/watch?v=x", "YouTube"),
        ("https://facebook.com/x", "Facebook"),
        ("https://www.tiktok.com/@x", "TikTok"),
        ("https://phim.example/x", "phim.example"),
        ("https://youtube.com.evil.example/x", "youtube.com.evil.example"),
        ("", ""),
    ],
)
def test_a_clip_elsewhere_names_its_provider(url: str, provider: str) -> None:
    assert EmbedBlock().to_python({"url": url}).provider == provider


@pytest.mark.django_db
def test_a_clips_picture_is_told_by_its_identity() -> None:
    image = ImageFactory.create()
    told = api(EmbedBlock(), {"url": "https://vtv.vn/x", "thumbnail": image.pk})
    assert told["thumbnail"] == image_api(image)


@pytest.mark.django_db
def test_related_items_are_told_while_they_are_live() -> None:
    section = living_portal().section
    item = NewsPageFactory.create(parent=section)
    draft = NewsPageFactory.create(parent=section, draft=True)
    gone = NewsPageFactory.create(parent=section)
    stored = {"pages": [item.pk, draft.pk, gone.pk]}
    take_away(gone)
    assert api(RelatedBlock(), stored) == {
        "pages": [{"id": item.pk, "title": item.title, "url": item.full_url}]
    }


def test_an_article_may_hold_twelve_kinds_of_block() -> None:
    assert [name for name, _block in ARTICLE_BLOCKS] == [
        *("text", "heading", "figure", "gallery", "quote", "callout", "table"),
        *("video", "embed", "accordion", "download", "related"),
    ]
