"""A picture as HTML."""

import base64
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from media_library.elements import MISSING, Carried, picture_element, plain_element
from media_library.models import Image
from media_library.renditions import ROLES
from tests.factories.media import ImageFactory

pytestmark = pytest.mark.django_db

PLAIN_WIDTH, PLAIN_HEIGHT = "96", "60"


def drawn(html: str) -> tuple[list[Tag], Tag]:
    """Return the sources and the ``img`` of a picture."""
    soup = BeautifulSoup(html, "html.parser")
    assert soup.img is not None
    return soup.find_all("source"), soup.img


def widths(source: Tag) -> list[str]:
    return [part.split()[1] for part in str(source["srcset"]).split(", ")]


def lost(damage: str) -> Image:
    """Return a picture whose file is gone, or is no picture."""
    image = ImageFactory.create()
    storage, name = image.file.storage, image.file.name
    storage.delete(name)
    if damage != "gone":
        with storage.open(name, "wb") as file:
            file.write(b"nothing to see")
    return Image.objects.get(pk=image.pk)


def test_a_picture_names_its_sizes_small_to_large() -> None:
    image = ImageFactory.create(size=(800, 500))
    [webp], img = drawn(picture_element(image, ROLES["card"], "Sân “đình” <b>"))
    assert (webp["type"], widths(webp)) == ("image/webp", ["360w", "720w"])
    assert webp["sizes"] == ROLES["card"].sizes
    assert str(img["src"]).endswith(".jpg")
    assert (img["width"], img["height"]) == ("720", "450")
    assert img["alt"] == "Sân “đình” <b>"
    assert (img["loading"], img["decoding"]) == ("lazy", "async")
    assert "fetchpriority" not in img.attrs


def test_what_stands_on_top_is_loaded_first_and_small_screens_get_avif() -> None:
    image = ImageFactory.create(size=(1600, 1000))
    [avif, webp], img = drawn(picture_element(image, ROLES["hero"], ""))
    assert (avif["type"], widths(avif)) == ("image/avif", ["720w"])
    assert avif["media"] == "(max-width: 39.99rem)"
    assert (webp["type"], widths(webp)) == ("image/webp", ["720w", "1440w"])
    assert "media" not in webp.attrs
    assert img["fetchpriority"] == "high"
    assert "loading" not in img.attrs
    assert img["alt"] == ""


def test_a_small_original_is_offered_once() -> None:
    image = ImageFactory.create(size=(96, 60))
    [webp], img = drawn(picture_element(image, ROLES["full"], ""))
    assert widths(webp) == ["96w"]
    assert img["width"] == "96"


def test_a_focal_point_decides_the_crop() -> None:
    image = ImageFactory.create(size=(400, 1200))
    image.focal_point_x, image.focal_point_y = 200, 1100
    image.focal_point_width = image.focal_point_height = 100
    image.save()
    made = image.get_rendition(ROLES["card"].webp[0])
    assert (made.width, made.height) == (360, 240)
    assert made.focal_point_key != ""


@pytest.mark.parametrize("damage", ["gone", "no picture"])
def test_a_picture_that_cannot_be_read_does_not_cost_the_page(damage: str) -> None:
    image = lost(damage)
    assert picture_element(image, ROLES["lead"], "") == MISSING
    assert plain_element(image, "") == MISSING
    assert Carried(1_000_000)(image, "") == MISSING


def test_a_storage_that_is_away_does_not_cost_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_specs: str) -> None:
        raise OSError("away")

    image = ImageFactory.create()
    monkeypatch.setattr(image, "get_renditions", fail)
    assert picture_element(image, ROLES["lead"], "") == MISSING


def attributes(html: str) -> dict[str, Any]:
    return dict(drawn(html)[1].attrs)


def test_a_plain_picture_is_loaded_at_once() -> None:
    told = attributes(plain_element(ImageFactory.create(), "Sân <đình>"))
    assert told.pop("src").endswith(".webp")
    assert told == {
        "alt": "Sân <đình>",
        "width": PLAIN_WIDTH,
        "height": PLAIN_HEIGHT,
    }


def test_a_carried_picture_holds_its_bytes() -> None:
    image = ImageFactory.create()
    told = attributes(Carried(1_000_000)(image, "Sân"))
    kind, _comma, data = told["src"].partition(",")
    assert kind == "data:image/webp;base64"
    with image.get_rendition("max-720x720|format-webp").file.open("rb") as file:
        assert base64.b64decode(data) == file.read()
    assert (told["alt"], told["width"]) == ("Sân", PLAIN_WIDTH)


def test_pictures_are_carried_until_they_get_too_heavy() -> None:
    first, second = ImageFactory.create(), ImageFactory.create(colour="blue")
    with first.get_rendition("max-720x720|format-webp").file.open("rb") as file:
        size = len(file.read())
    carried = Carried(size)
    assert carried(first, "") != MISSING
    assert carried.left_out == 0
    assert carried(second, "") == MISSING
    assert carried.left_out == 1
