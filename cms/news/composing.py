"""News items made of plain drafts, for rooms that do not know this one."""

import json

from cms.core.writing import Draft
from cms.news.models import NewsPage


def compose(draft: Draft) -> NewsPage:
    """Return an item that is not saved yet; its form is that of a short item."""
    return NewsPage(
        title=draft.title,
        body=json.dumps(list(draft.body), ensure_ascii=False),
        lead_image_id=draft.lead_image_id,
        lead_caption=draft.lead_caption,
        event_id=draft.event_id,
    )
