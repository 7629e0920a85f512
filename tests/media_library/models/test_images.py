"""Alternative text in the reader's language."""

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from media_library.models import Image, ImageText
from tests.factories.media import ImageFactory
from tests.factories.portals import locale

pytestmark = pytest.mark.django_db


@pytest.fixture
def image() -> Image:
    made: Image = ImageFactory.create(description="Sân đình buổi sớm")
    ImageText.objects.create(image=made, locale=locale("en"), alt="A yard at dawn")
    ImageText.objects.create(image=made, locale=locale("ja"), title="庭")
    return made


@pytest.mark.parametrize(
    ("language", "alt"),
    [
        ("en", "A yard at dawn"),
        ("ja", "Sân đình buổi sớm"),  # a text without an alternative
        ("vi", "Sân đình buổi sớm"),  # no text at all
        ("fr", "Sân đình buổi sớm"),
    ],
)
def test_the_alternative_text_falls_back_to_the_description(
    image: Image, language: str, alt: str
) -> None:
    assert image.alt_in(language) == alt
    with translation.override(language):
        assert image.default_alt_text == alt


def test_a_picture_nobody_described_has_no_alternative_text() -> None:
    assert ImageFactory.create(description="").alt_in("vi") == ""


def test_without_a_language_it_is_the_houses(image: Image) -> None:
    ImageText.objects.create(image=image, locale=locale("vi"), alt="Sân gạch")
    with translation.override(None):
        assert image.default_alt_text == "Sân gạch"


def test_texts_are_asked_for_once(
    image: Image, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        for language in ("vi", "en", "ja"):
            image.alt_in(language)
