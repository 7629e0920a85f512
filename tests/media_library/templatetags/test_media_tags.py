"""Pictures as templates name them."""

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template

from media_library.models import Image
from media_library.templatetags.media_tags import MISSING, PLACES, is_tall, picture
from tests.factories.media import ImageFactory

pytestmark = pytest.mark.django_db


def attributes(html: str) -> dict[str, str]:
    element = BeautifulSoup(html, "html.parser").img
    assert element is not None
    return {name: str(value) for name, value in element.attrs.items()}


def test_a_picture_names_its_sizes_small_to_large() -> None:
    image = ImageFactory.create(size=(800, 500))
    told = attributes(picture(image, "card", "Sân “đình” <b>"))
    assert [part.split()[1] for part in told["srcset"].split(", ")] == ["360w", "720w"]
    assert told["src"] == told["srcset"].split(", ")[1].split()[0]
    assert (told["width"], told["height"]) == ("720", "480")
    assert told["sizes"] == PLACES["card"].sizes
    assert told["alt"] == "Sân “đình” <b>"
    assert (told["loading"], told["decoding"]) == ("lazy", "async")


def test_what_stands_on_top_is_loaded_first() -> None:
    told = attributes(picture(ImageFactory.create(size=(800, 500)), "hero"))
    assert told["fetchpriority"] == "high"
    assert "loading" not in told
    assert told["alt"] == ""


def test_a_small_original_is_offered_once() -> None:
    told = attributes(picture(ImageFactory.create(size=(96, 60)), "full"))
    assert [part.rsplit(" ", 1)[1] for part in told["srcset"].split(", ")] == ["96w"]
    assert told["width"] == "96"


def test_no_picture_is_nothing() -> None:
    assert picture(None, "lead") == ""


@pytest.mark.parametrize("damage", ["gone", "no picture"])
def test_a_picture_that_cannot_be_read_does_not_cost_the_page(damage: str) -> None:
    image = ImageFactory.create()
    storage, name = image.file.storage, image.file.name
    storage.delete(name)
    if damage != "gone":
        with storage.open(name, "wb") as file:
            file.write(b"nothing to see")
    assert picture(Image.objects.get(pk=image.pk), "lead") == MISSING


def test_a_storage_that_is_away_does_not_cost_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_specs: str) -> None:
        raise OSError("away")

    image = ImageFactory.create()
    monkeypatch.setattr(image, "get_renditions", fail)
    assert picture(image, "lead") == MISSING


@pytest.mark.parametrize(("size", "tall"), [((60, 96), True), ((96, 60), False)])
def test_a_portrait_is_told_apart(size: tuple[int, int], *, tall: bool) -> None:
    assert is_tall(ImageFactory.create(size=size)) is tall


def test_an_absent_picture_is_no_portrait() -> None:
    assert is_tall(None) is False


def test_templates_name_the_place_and_nothing_else() -> None:
    template = Template("{% load media_tags %}{% picture image 'row' %}")
    told = attributes(
        template.render(Context({"image": ImageFactory.create(size=(400, 300))}))
    )
    assert told["sizes"] == "7rem"
