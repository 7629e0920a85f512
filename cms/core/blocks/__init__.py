"""The families of blocks that make up a page's body."""

from cms.core.blocks.body import ARTICLE_BLOCKS, article_body
from cms.core.blocks.emphasis import CalloutBlock, QuoteBlock
from cms.core.blocks.folding import AccordionBlock
from cms.core.blocks.references import EmbedBlock, RelatedBlock
from cms.core.blocks.writing import HeadingBlock, TableBlock, TextBlock

__all__ = [
    "ARTICLE_BLOCKS",
    "AccordionBlock",
    "CalloutBlock",
    "EmbedBlock",
    "HeadingBlock",
    "QuoteBlock",
    "RelatedBlock",
    "TableBlock",
    "TextBlock",
    "article_body",
]
