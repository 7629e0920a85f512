"""The blocks a home page is composed of (domain-vn.md 6.2)."""

from cms.pages.blocks.home import (
    HOME_BLOCKS,
    CampaignBlock,
    LeadBlock,
    LinksBlock,
    NoticeBandBlock,
    PhotoReportsBlock,
    SectionRowsBlock,
)

__all__ = [
    "HOME_BLOCKS",
    "CampaignBlock",
    "LeadBlock",
    "LinksBlock",
    "NoticeBandBlock",
    "PhotoReportsBlock",
    "SectionRowsBlock",
]
