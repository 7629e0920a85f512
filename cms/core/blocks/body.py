"""The blocks an article's body may contain."""

from wagtail.fields import StreamField

from cms.core.blocks.emphasis import CalloutBlock, QuoteBlock
from cms.core.blocks.folding import AccordionBlock
from cms.core.blocks.references import EmbedBlock, RelatedBlock
from cms.core.blocks.writing import HeadingBlock, TableBlock, TextBlock
from media_library.blocks import DownloadBlock, FigureBlock, GalleryBlock, VideoBlock

ARTICLE_BLOCKS = [
    ("text", TextBlock()),
    ("heading", HeadingBlock()),
    ("figure", FigureBlock()),
    ("gallery", GalleryBlock()),
    ("quote", QuoteBlock()),
    ("callout", CalloutBlock()),
    ("table", TableBlock()),
    ("video", VideoBlock()),
    ("embed", EmbedBlock()),
    ("accordion", AccordionBlock()),
    ("download", DownloadBlock()),
    ("related", RelatedBlock()),
]


def article_body(verbose_name: object) -> StreamField:
    """Return the body field that articles, events and standard pages share."""
    return StreamField(ARTICLE_BLOCKS, blank=True, verbose_name=verbose_name)
