"""Bodies of demo items as the stored form of a stream field."""

import json
import uuid
from collections.abc import Callable
from typing import Any

from cms.demo.assets import Assets
from cms.demo.markup import bullets, paragraphs

Raw = dict[str, Any]


def stream(body: list[Raw], assets: Assets) -> str:
    """Return the JSON of a body written as a list of single-key mappings.

    Raises ``KeyError`` for a kind of block that does not exist.
    """
    blocks = []
    for entry in body:
        ((kind, value),) = entry.items()
        name, convert = KINDS[kind]
        blocks.append(_block(name, convert(value, assets)))
    return json.dumps(blocks, ensure_ascii=False)


def _block(name: str, value: Any) -> Raw:
    return {"type": name, "value": value, "id": str(uuid.uuid4())}


def _figure(value: Raw, assets: Assets) -> Raw:
    return {
        "image": assets.image(value["image"]).pk,
        "caption": value.get("caption", ""),
        "credit_text": value.get("credit", ""),
        "alt_text": "",
    }


def _gallery(value: Raw, assets: Assets) -> Raw:
    return {
        "images": [_block("item", _figure(item, assets)) for item in value["images"]]
    }


def _table(value: Raw, assets: Assets) -> Raw:
    rows = [[str(cell) for cell in row] for row in value["rows"]]
    kinds = [
        "number" if _is_numeric([row[place] for row in rows]) else "text"
        for place in range(len(value["header"]))
    ]
    columns = [
        {"type": kind, "heading": str(heading)}
        for kind, heading in zip(kinds, value["header"], strict=True)
    ]
    table = {
        "columns": columns,
        "rows": [{"values": row} for row in rows],
        "caption": "",
    }
    return {"caption": value["caption"], "table": table}


def _is_numeric(cells: list[str]) -> bool:
    return all(
        cell.strip(" %+-\N{EN DASH}").replace(".", "").replace(",", "").isdigit()
        for cell in cells
    )


def _folded(items: list[Raw], assets: Assets) -> Raw:
    return {
        "items": [
            _block(
                "item", {"title": item["title"], "text": paragraphs(str(item["text"]))}
            )
            for item in items
        ]
    }


KINDS: dict[str, tuple[str, Callable[[Any, Assets], Any]]] = {
    "text": ("text", lambda value, assets: paragraphs(value)),
    "list": ("text", lambda value, assets: bullets(value)),
    "heading": ("heading", lambda value, assets: str(value)),
    "quote": (
        "quote",
        lambda value, assets: {
            "text": " ".join(str(value["text"]).split()),
            "attribution": value.get("attribution", ""),
        },
    ),
    "figure": ("figure", _figure),
    "gallery": ("gallery", _gallery),
    "table": ("table", _table),
    "callout": (
        "callout",
        lambda value, assets: {
            "title": value["title"],
            "text": paragraphs(str(value["text"])),
        },
    ),
    "accordion": ("accordion", _folded),
    "embed": (
        "embed",
        lambda value, assets: {
            "url": value["url"],
            "title": value["title"],
            "thumbnail": None,
        },
    ),
    "download": (
        "download",
        lambda value, assets: {
            "document": assets.document(value["file"], value["title"]).pk,
            "label": "",
        },
    ),
}
