"""An item for paper and for keeping (F-03 of domain-vn.md 1.4).

The same body as on the portal, drawn without what only works there: no pictures that
are fetched later, no players, nothing folded.
"""

from typing import Any

from cms.news.reading import reading_context
from media_library.elements import Carried, plain_element
from sites.snapshots import PortalSnapshot

# About sixty pictures of 720 pixels; the file must still fit into an e-mail.
MOST_PICTURE_BYTES = 3_000_000


def paper_context(page: Any, portal: PortalSnapshot, language: str) -> dict[str, Any]:
    """Return what the print view shows."""
    return {
        **reading_context(page, portal, language),
        "page": page,
        "item_url": page.address(portal),
        "on_paper": True,
        "picture_maker": plain_element,
    }


def file_context(page: Any, portal: PortalSnapshot, language: str) -> dict[str, Any]:
    """Return what the file holds; ``carried`` knows how many pictures did not fit."""
    carried = Carried(MOST_PICTURE_BYTES)
    context = paper_context(page, portal, language)
    return {**context, "picture_maker": carried, "carried": carried}
