"""A front page: its blocks in order, each with what it shows."""

from dataclasses import dataclass
from typing import Any

from wagtail.blocks.stream_block import StreamValue

from cms.pages.material import gather
from cms.pages.resolvers import RESOLVERS
from sites.snapshots import PortalSnapshot


@dataclass(frozen=True)
class Part:
    """One block with what it shows, ready for its template."""

    template: str
    value: Any
    resolved: dict[str, Any]


def resolve_front(
    body: StreamValue, portal: PortalSnapshot, language: str
) -> list[Part]:
    """Return the parts of a front page in order, empty ones left out."""
    stored = [(block["type"], block["value"]) for block in body.raw_data]
    material = gather(stored, portal, language)
    blocks = body.stream_block.child_blocks
    parts = []
    for name, values in stored:
        resolved = RESOLVERS[name](values, material)
        if not resolved:
            continue
        material.last_shape = resolved.get("shape", "")
        parts.append(Part(blocks[name].meta.template, values, resolved))
    return parts
