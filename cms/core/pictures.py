"""Which pictures a body shows, without loading them."""

from typing import Any

from wagtail.blocks.stream_block import StreamValue

FIGURES = {"figure": "image"}
# What stands for a clip is loaded with the pictures and counted with none.
FIGURES_AND_CLIPS = {**FIGURES, "embed": "thumbnail"}


def picture_ids(body: StreamValue, *, with_clips: bool = False) -> list[int]:
    """Return the keys of the pictures in figures and galleries, in order."""
    single = FIGURES_AND_CLIPS if with_clips else FIGURES
    found: list[int | None] = []
    for block in body.raw_data:
        if block["type"] in single:
            found.append(block["value"].get(single[block["type"]]))
        elif block["type"] == "gallery":
            found += [_figure(item).get("image") for item in block["value"]["images"]]
    return [image_id for image_id in found if image_id]


def pictures_in(body: StreamValue, *, with_clips: bool = False) -> list[Any]:
    """Return the pictures of figures and galleries as the templates will show them."""
    single = FIGURES_AND_CLIPS if with_clips else FIGURES
    found: list[Any] = []
    for block in body:
        if block.block_type in single:
            found.append(block.value[single[block.block_type]])
        elif block.block_type == "gallery":
            found += [figure["image"] for figure in block.value["images"]]
    return [image for image in found if image is not None]


def _figure(item: dict[str, Any]) -> dict[str, Any]:
    """Return a list item's values in either of the forms Wagtail stores."""
    values: dict[str, Any] = item.get("value", item)
    return values
