"""Areas become unrecognisable, and nothing of the whole picture is left beside them."""

import io
from itertools import product
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from PIL import Image as Canvas

from cms.quality.areas import Area, blurred, checked, upright_size


def board(width: int = 200, height: int = 100) -> Canvas.Image:
    """Return a chequered picture: what is blurred is grey."""
    picture = Canvas.new("RGB", (width, height))
    for x, y in product(range(width), range(height)):
        picture.putpixel((x, y), (255, 255, 255) if (x + y) % 2 else (0, 0, 0))
    return picture


def encoded(picture: Canvas.Image, form: str = "PNG", **options: object) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, form, **options)
    return stream.getvalue()


def opened(content: bytes) -> Canvas.Image:
    return Canvas.open(io.BytesIO(content))


def test_an_area_is_grey_and_the_rest_is_as_it_was() -> None:
    before = board()
    content, ending = blurred(encoded(before), [Area(20, 10, 120, 60)])
    after = opened(content)
    assert (ending, after.format, after.size) == ("png", "PNG", (200, 100))
    for x, y in product(range(25, 115), range(15, 55)):
        shade: Any = after.getpixel((x, y))
        assert all(90 <= value <= 165 for value in shade)
    for place in [(19, 30), (120, 30), (60, 9), (60, 60), (0, 0), (199, 99)]:
        assert after.getpixel(place) == before.getpixel(place)


def test_what_cameras_write_beside_the_pixels_is_gone() -> None:
    exif = Canvas.Exif()
    exif[0x010E] = "Cổng trường"
    exif[0x0112] = 6  # turned a quarter
    content = encoded(board(), "JPEG", exif=exif, quality=95)
    assert upright_size(content) == (100, 200)
    result, ending = blurred(content, [Area(0, 0, 10, 10)])
    after = opened(result)
    assert (ending, after.size) == ("jpg", (100, 200))
    assert not after.getexif()


def test_what_shines_through_goes_on_doing_so() -> None:
    clear = Canvas.new("RGBA", (50, 50), (255, 0, 0, 0))
    result, _ending = blurred(encoded(clear, "WEBP"), [Area(0, 0, 10, 10)])
    assert opened(result).mode == "RGBA"


@pytest.mark.parametrize("form", ["GIF", "BMP", "TIFF"])
def test_other_formats_are_refused(form: str) -> None:
    with pytest.raises(ValidationError, match="JPEG, PNG, WebP"):
        blurred(encoded(board(20, 20), form), [Area(0, 0, 10, 10)])


def test_what_moves_is_refused() -> None:
    frames = [Canvas.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    content = encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:])
    with pytest.raises(ValidationError, match="JPEG"):
        blurred(content, [Area(0, 0, 10, 10)])


def test_areas_are_cut_to_the_picture() -> None:
    (area,) = checked([[-10, 90, 60, 300]], 200, 100)
    assert area.box == (0, 90, 60, 100)
    assert checked([[0, 0, 4, 4]], 200, 100)[0].box == (0, 0, 4, 4)


def test_all_faults_are_told_at_once() -> None:
    wrong = [
        [1, 2, 3],
        [0, 0, 3, 40],
        [0, 0, 40, 3],
        [300, 0, 340, 40],
        [40, 40, 0, 0],
        None,
        ["1", 2, 30, 40],
        [True, 0, 30, 30],
        [0, 0, 50, 50],
    ]
    with pytest.raises(ValidationError) as caught:
        checked(wrong, 200, 100)
    number, small = "Mỗi vùng gồm bốn số nguyên.", "Vùng nằm ngoài ảnh hoặc quá nhỏ."
    assert caught.value.messages == [
        *(f"1. {number}", f"2. {small}", f"3. {small}", f"4. {small}", f"5. {small}"),
        *(f"6. {number}", f"7. {number}", f"8. {number}"),
    ]


def test_none_and_too_many_are_refused() -> None:
    with pytest.raises(ValidationError, match="ít nhất một vùng"):
        checked([], 200, 100)
    assert len(checked([[0, 0, 9, 9]] * 60, 200, 100)) == 60
    with pytest.raises(ValidationError, match="tối đa 60 vùng"):
        checked([[0, 0, 9, 9]] * 61, 200, 100)
