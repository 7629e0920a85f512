"""Which pictures a body shows, without loading them."""

from typing import Any

from wagtail.blocks.stream_block import StreamValue

# Blocks with one picture, and where it stands in their value.
SINGLE = {"figure": "image", "embed": "thumbnail"}


def picture_ids(body: StreamValue) -> list[int]:
    """Return the keys of the pictures in figures, galleries and clips, in order."""
    found: list[int | None] = []
    for block in body.raw_data:
        if block["type"] in SINGLE:
            found.append(block["value"].get(SINGLE[block["type"]]))
        elif block["type"] == "gallery":
            found += [_figure(item).get("image") for item in block["value"]["images"]]
    return [image_id for image_id in found if image_id]


def pictures_in(body: StreamValue) -> list[Any]:
    """Return the pictures of a body as the templates will show them."""
    found: list[Any] = []
    for block in body:
        if block.block_type in SINGLE:
            found.append(block.value[SINGLE[block.block_type]])
        elif block.block_type == "gallery":
            found += [figure["image"] for figure in block.value["images"]]
    return [image for image in found if image is not None]


def _figure(item: dict[str, Any]) -> dict[str, Any]:
    """Return a list item's values in either of the forms Wagtail stores."""
    values: dict[str, Any] = item.get("value", item)
    return values
