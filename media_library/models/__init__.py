"""Pictures, documents and clips of all units, with their rights and texts."""

from media_library.models.documents import Document, DocumentText
from media_library.models.images import Image, ImageText, Rendition
from media_library.models.leftovers import Leftover
from media_library.models.media import Media, MediaText

__all__ = [
    "Document",
    "DocumentText",
    "Image",
    "ImageText",
    "Leftover",
    "Media",
    "MediaText",
    "Rendition",
]
