"""Pictures as templates name them."""

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template

from media_library.models import Image
from media_library.templatetags.media_tags import is_tall, picture, shape
from tests.factories.media import ImageFactory

pytestmark = pytest.mark.django_db

TEMPLATE = Template("{% load media_tags %}{% picture image 'row' 'Sân' %}")


def test_templates_name_the_place_and_nothing_else() -> None:
    image = ImageFactory.create(size=(400, 300))
    html = TEMPLATE.render(Context({"image": image}))
    assert html == picture(image, "row", "Sân")
    source = BeautifulSoup(html, "html.parser").source
    assert source is not None
    assert source["sizes"] == "7rem"


def test_no_picture_is_nothing() -> None:
    assert TEMPLATE.render(Context({"image": None})) == ""
    assert picture(None, "lead") == ""


def test_a_view_may_draw_pictures_its_own_way() -> None:
    def maker(image: Image, alt: str) -> str:
        return f"{image.pk}:{alt}"

    image = ImageFactory.create()
    context = Context({"image": image, "picture_maker": maker})
    assert TEMPLATE.render(context) == f"{image.pk}:Sân"
    assert TEMPLATE.render(Context({"image": None, "picture_maker": maker})) == ""


@pytest.mark.parametrize(("size", "tall"), [((60, 96), True), ((96, 60), False)])
def test_a_portrait_is_told_apart(size: tuple[int, int], *, tall: bool) -> None:
    assert is_tall(ImageFactory.create(size=size)) is tall


def test_an_absent_picture_is_no_portrait() -> None:
    assert is_tall(None) is False


@pytest.mark.parametrize(
    ("size", "focus", "classes"),
    [
        ((60, 96), None, "tall"),
        ((60, 60), None, ""),
        ((96, 60), None, ""),
        ((220, 100), None, ""),
        ((221, 100), None, "wide"),
        ((96, 60), 20, "at-top"),
        ((96, 60), 21, ""),
        ((96, 60), 39, ""),
        ((96, 60), 40, "at-bottom"),
        ((60, 96), 10, "tall"),
    ],
)
def test_the_shape_tells_how_a_picture_may_be_trimmed(
    size: tuple[int, int], focus: int | None, classes: str
) -> None:
    image = ImageFactory.create(size=size)
    if focus is not None:
        image.focal_point_x, image.focal_point_y = 30, focus
        image.focal_point_width = image.focal_point_height = 2
    assert shape(image) == classes


def test_an_absent_picture_has_no_shape() -> None:
    assert shape(None) == ""
