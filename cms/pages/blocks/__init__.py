"""The blocks a home page is composed of (domain-vn.md 6.2)."""

from cms.pages.blocks.answers import (
    LinksBlock,
    QuestionBlock,
    QuestionsBlock,
    SourcesBlock,
)
from cms.pages.blocks.home import (
    HOME_BLOCKS,
    LeadBlock,
    NoticeBandBlock,
    SectionRowsBlock,
)
from cms.pages.blocks.pictures import CampaignBlock, PhotoReportsBlock, VideosBlock

__all__ = [
    "HOME_BLOCKS",
    "CampaignBlock",
    "LeadBlock",
    "LinksBlock",
    "NoticeBandBlock",
    "PhotoReportsBlock",
    "QuestionBlock",
    "QuestionsBlock",
    "SectionRowsBlock",
    "SourcesBlock",
    "VideosBlock",
]
