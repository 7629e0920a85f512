"""With how much effort pictures are written."""

import io
from typing import Any

import pytest
from PIL import Image
from willow.image import Image as WillowImage

from media_library import encoding
from media_library.encoding import EFFORT, hurry


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Return the options with which the formats' own writers are called."""
    seen: dict[str, Any] = {}

    def writer(name: str) -> Any:
        def write(image: Any, file: Any, filename: Any) -> None:
            seen[name] = dict(image.encoderinfo)

        return write

    monkeypatch.setattr(
        Image, "SAVE", {name: writer(name) for name in ("AVIF", "WEBP", "PNG")}
    )
    hurry()
    return seen


def test_formats_are_written_with_our_effort(asked: dict[str, Any]) -> None:
    canvas = Image.new("RGB", (2, 2))
    canvas.save(io.BytesIO(), "AVIF", quality=50)
    canvas.save(io.BytesIO(), "WEBP", quality=80)
    canvas.save(io.BytesIO(), "PNG")
    assert asked == {
        "AVIF": {"quality": 50, "speed": 8},
        "WEBP": {"quality": 80, "method": 2},
        "PNG": {},
    }


def test_who_names_an_effort_gets_it(asked: dict[str, Any]) -> None:
    Image.new("RGB", (2, 2)).save(io.BytesIO(), "AVIF", speed=3)
    assert asked["AVIF"] == {"speed": 3}


def test_a_pillow_without_a_format_is_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Image, "SAVE", {})
    hurry()
    assert Image.SAVE == {}


def test_the_house_writes_both() -> None:
    assert set(EFFORT) == {"AVIF", "WEBP"}
    assert encoding.KNOWS_AVIF is True


@pytest.mark.parametrize("name", ["AVIF", "JPEG", "PNG", "WEBP"])
def test_a_size_is_read_without_decoding(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = io.BytesIO()
    Image.new("RGB", (37, 23)).save(file, name)

    def refuse(_image: Any) -> None:
        raise AssertionError("decoded")

    monkeypatch.setattr("willow.plugins.pillow.PillowImage.open", refuse)
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", refuse)
    assert WillowImage.open(file).get_size() == (37, 23)
