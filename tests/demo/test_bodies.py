"""Bodies as they are written, turned into the stored form of blocks."""

import json
from typing import Any

import pytest
from wagtail.models import Collection

from cms.demo.assets import Assets
from cms.demo.bodies import KINDS, stream
from cms.news.models import NewsPage
from media_library.models import Document, Image

pytestmark = pytest.mark.django_db
PLAN = "cong-van-1483-cv-btgtu-kien-giang-2024.pdf"


@pytest.fixture
def assets() -> Assets:
    return Assets(Collection.get_first_root_node())


def stored(assets: Assets, kind: str, value: Any) -> tuple[str, Any]:
    """Return type and value of the one block made of an entry."""
    (block,) = json.loads(stream([{kind: value}], assets))
    assert set(block) == {"type", "value", "id"}
    return block["type"], block["value"]


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("text", "Một\n\nhai", ("text", "<p>Một</p><p>hai</p>")),
        ("list", ["a", "b"], ("text", "<ul><li>a</li><li>b</li></ul>")),
        ("heading", "Đi chậm", ("heading", "Đi chậm")),
        (
            "quote",
            {"text": "Mong khách\nở lại.", "attribution": "Bà Tư"},
            ("quote", {"text": "Mong khách ở lại.", "attribution": "Bà Tư"}),
        ),
        (
            "quote",
            {"text": "Mong."},
            ("quote", {"text": "Mong.", "attribution": ""}),
        ),
        (
            "callout",
            {"title": "Cần biết", "text": "Đặt chỗ."},
            ("callout", {"title": "Cần biết", "text": "<p>Đặt chỗ.</p>"}),
        ),
        (
            "embed",
            {"url": "https://youtu.be/x", "title": "Clip"},
            (
                "embed",
                {"url": "https://youtu.be/x", "title": "Clip", "thumbnail": None},
            ),
        ),
    ],
)
def test_a_kind_becomes_its_block(
    assets: Assets, kind: str, value: Any, expected: tuple[str, Any]
) -> None:
    assert stored(assets, kind, value) == expected


def test_a_figure_keeps_its_picture_caption_and_credit(assets: Assets) -> None:
    value = {"image": "khuevan-night", "caption": "Gác", "credit": "Trúc Quân"}
    assert stored(assets, "figure", value) == (
        "figure",
        {
            "image": Image.objects.get().pk,
            "caption": "Gác",
            "credit_text": "Trúc Quân",
            "alt_text": "",
        },
    )


def test_a_gallery_keeps_the_order_of_its_pictures(assets: Assets) -> None:
    value = {"images": [{"image": "hoguom-dusk"}, {"image": "khuevan-night"}]}
    kind, gallery = stored(assets, "gallery", value)
    keys = [item["value"]["image"] for item in gallery["images"]]
    assert kind == "gallery"
    assert [item["type"] for item in gallery["images"]] == ["item", "item"]
    assert keys == [assets.image(it).pk for it in ("hoguom-dusk", "khuevan-night")]


def test_columns_of_figures_are_numbers(assets: Assets) -> None:
    value = {
        "caption": "Lượt khách",
        "header": ["Tháng", "Lượt", "Tỷ lệ"],
        "rows": [["Một", 1200, "+3,5 %"], ["Hai", "1.350", "–2 %"]],
    }
    assert stored(assets, "table", value) == (
        "table",
        {
            "caption": "Lượt khách",
            "table": {
                "columns": [
                    {"type": "text", "heading": "Tháng"},
                    {"type": "number", "heading": "Lượt"},
                    {"type": "number", "heading": "Tỷ lệ"},
                ],
                "rows": [
                    {"values": ["Một", "1200", "+3,5 %"]},
                    {"values": ["Hai", "1.350", "–2 %"]},
                ],
                "caption": "",
            },
        },
    )


def test_folded_items_keep_title_and_text(assets: Assets) -> None:
    value = [{"title": "Lệ phí?", "text": "Miễn phí."}]
    kind, folded = stored(assets, "accordion", value)
    assert kind == "accordion"
    assert [item["value"] for item in folded["items"]] == [
        {"title": "Lệ phí?", "text": "<p>Miễn phí.</p>"}
    ]


def test_a_download_names_the_unit_s_own_document(assets: Assets) -> None:
    value = {"file": PLAN, "title": "Công văn"}
    kind, download = stored(assets, "download", value)
    assert (kind, download) == (
        "download",
        {"document": Document.objects.get().pk, "label": ""},
    )


def test_an_unknown_kind_is_refused(assets: Assets) -> None:
    with pytest.raises(KeyError, match="poem"):
        stream([{"poem": "Thơ"}], assets)


def test_an_entry_is_one_block(assets: Assets) -> None:
    with pytest.raises(ValueError, match="too many values"):
        stream([{"text": "a", "heading": "b"}], assets)


def test_pages_read_back_what_was_stored(assets: Assets) -> None:
    body: list[dict[str, Any]] = [
        {"heading": "Một"},
        {"text": "**Hai**"},
        {"list": ["Ba"]},
    ]
    blocks = NewsPage(body=stream(body, assets)).body
    assert [block.block_type for block in blocks] == ["heading", "text", "text"]
    assert blocks[0].value == "Một"
    assert blocks[1].value.source == "<p><b>Hai</b></p>"


def test_kinds_are_blocks_an_article_may_contain() -> None:
    allowed = set(NewsPage._meta.get_field("body").stream_block.child_blocks)
    assert {name for name, _convert in KINDS.values()} <= allowed
