"""Blocks that show assets, as readers and API clients get them."""

from typing import Any

import pytest
from django.utils import translation

from media_library.blocks import (
    DownloadBlock,
    FigureBlock,
    GalleryBlock,
    VideoBlock,
    image_api,
)
from media_library.models import Image, ImageText
from tests.factories.media import DocumentFactory, ImageFactory, MediaFactory
from tests.factories.portals import locale

pytestmark = pytest.mark.django_db


@pytest.fixture
def image() -> Image:
    made: Image = ImageFactory.create(credit="Trúc Quân", description="Sân đình")
    ImageText.objects.create(image=made, locale=locale("en"), alt="A yard")
    return made


def figure(**values: Any) -> Any:
    return FigureBlock().to_python(
        {name: getattr(value, "pk", value) for name, value in values.items()}
    )


def test_a_figure_says_what_the_editor_wrote_here(image: Image) -> None:
    value = figure(image=image, alt_text="Sân gạch", credit_text="Hạ Miên")
    assert (value.alt, value.credit) == ("Sân gạch", "Hạ Miên")


def test_a_figure_falls_back_to_what_is_kept_with_the_picture(image: Image) -> None:
    value = figure(image=image)
    assert (value.alt, value.credit) == ("Sân đình", "Trúc Quân")
    with translation.override("en"):
        assert value.alt == "A yard"


def test_a_figure_without_a_picture_says_nothing() -> None:
    value = figure(image=None)
    assert (value.alt, value.credit) == ("", "")


def api(block: Any, value: Any) -> Any:
    return block.get_api_representation(block.to_python(value))


def test_a_picture_is_told_by_its_public_identity(image: Image) -> None:
    assert image_api(image) == {
        "id": str(image.public_id),
        "title": "Sân đình buổi sớm",
        "width": 96,
        "height": 60,
        "url": image.file.url,
    }
    assert image_api(None) is None


def test_a_figure_for_api_clients(image: Image) -> None:
    assert api(FigureBlock(), {"image": image.pk, "caption": "Nắng"}) == {
        "image": image_api(image),
        "alt": "Sân đình",
        "caption": "Nắng",
        "credit": "Trúc Quân",
    }


def test_a_gallery_for_api_clients(image: Image) -> None:
    other = ImageFactory.create()
    told = api(GalleryBlock(), {"images": [{"image": image.pk}, {"image": other.pk}]})
    assert [item["image"]["id"] for item in told["images"]] == [
        str(image.public_id),
        str(other.public_id),
    ]


def test_a_download_is_titled_here_or_by_the_document() -> None:
    document, block = DocumentFactory.create(), DownloadBlock()
    assert block.to_python({"document": document.pk}).title == document.title
    assert api(block, {"document": document.pk, "label": "Tải về"}) == {
        "id": str(document.public_id),
        "title": "Tải về",
        "url": document.url,
    }
    assert api(block, {"document": None}) == {"id": None, "title": "", "url": None}


def test_a_clip_for_api_clients() -> None:
    clip, block = MediaFactory.create(), VideoBlock()
    assert api(block, {"video": clip.pk, "caption": "Chợ nổi"}) == {
        "id": str(clip.public_id),
        "title": clip.title,
        "url": clip.file.url,
        "caption": "Chợ nổi",
    }
    assert api(block, {"video": None, "caption": ""}) == {
        "id": None,
        "title": "",
        "url": None,
        "caption": "",
    }
