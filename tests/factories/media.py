"""Pictures, documents and clips with real bytes."""

import io
from typing import Any

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory
from PIL import Image as Canvas
from wagtail.models import Collection

from media_library.models import Document, Image, Media


def picture_bytes(colour: str = "red", size: tuple[int, int] = (96, 60)) -> bytes:
    stream = io.BytesIO()
    Canvas.new("RGB", size, colour).save(stream, "PNG")
    return stream.getvalue()


class _AssetFactory(DjangoModelFactory[Any]):
    collection = factory.LazyFunction(Collection.get_first_root_node)

    class Meta:
        abstract = True


class ImageFactory(_AssetFactory):
    """``colour`` and ``size`` decide the bytes."""

    title = "Sân đình buổi sớm"
    description = "Sân đình lát gạch dưới nắng sớm"
    file = factory.LazyAttribute(
        lambda image: ContentFile(picture_bytes(image.colour, image.size), "anh.png")
    )

    class Meta:
        model = Image

    class Params:
        colour = "red"
        size = (96, 60)


class DocumentFactory(_AssetFactory):
    title = "Kế hoạch truyền thông"
    file = factory.LazyFunction(lambda: ContentFile(b"ke hoach", "ke-hoach.txt"))

    class Meta:
        model = Document


class MediaFactory(_AssetFactory):
    title = "Một ngày ở chợ nổi"
    file = factory.LazyFunction(lambda: ContentFile(b"phim", "phim.mp4"))
    duration = 15
    type = "video"

    class Meta:
        model = Media


def figure(image: Image, **values: Any) -> tuple[str, dict[str, Any]]:
    """Return a figure as a body takes it."""
    return "figure", {"image": image, "caption": "", **values}
