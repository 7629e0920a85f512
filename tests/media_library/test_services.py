"""Sizes made ahead of readers, and words kept per language."""

import logging

import pytest

from media_library.models import Image, ImageText, Rendition
from media_library.services import prepare_renditions, write_texts
from tests.factories.media import ImageFactory
from tests.factories.portals import locale

pytestmark = pytest.mark.django_db

SIZES = ("fill-36x24|format-webp", "max-72x72|format-webp")


def test_every_size_is_made_once() -> None:
    images = [ImageFactory.create(), ImageFactory.create(colour="blue")]
    assert prepare_renditions(images=images, filters=SIZES) == 2
    assert prepare_renditions(images=images, filters=SIZES) == 2
    made = Rendition.objects.values_list("image", "filter_spec")
    assert sorted(made) == sorted((one.pk, size) for one in images for size in SIZES)


def test_a_picture_whose_file_is_gone_is_left_out_and_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    whole, broken = ImageFactory.create(), ImageFactory.create(colour="blue")
    broken.file.storage.delete(broken.file.name)
    broken = Image.objects.get(pk=broken.pk)
    with caplog.at_level(logging.WARNING):
        assert prepare_renditions(images=[broken, whole], filters=SIZES) == 1
    assert [record.event for record in caplog.records] == ["picture_missing"]
    assert set(Rendition.objects.values_list("image", flat=True)) == {whole.pk}


def test_a_picture_that_is_none_is_left_out(caplog: pytest.LogCaptureFixture) -> None:
    broken = ImageFactory.create()
    with broken.file.storage.open(broken.file.name, "wb") as file:
        file.write(b"no picture at all")
    broken = Image.objects.get(pk=broken.pk)
    assert prepare_renditions(images=[broken], filters=SIZES) == 0
    assert not Rendition.objects.exists()


def test_pictures_without_a_fingerprint_lend_one_another_nothing() -> None:
    red, blue = (ImageFactory.create(colour=colour) for colour in ("red", "blue"))
    prepare_renditions(images=[red], filters=SIZES)
    Image.objects.update(sha256="")
    blue.refresh_from_db()
    assert prepare_renditions(images=[blue], filters=SIZES) == 1
    for size in SIZES:
        of_size = Rendition.objects.filter(filter_spec=size)
        with (
            of_size.get(image=red).file as one,
            of_size.get(image=blue).file as other,
        ):
            assert one.read() != other.read()


def test_the_same_file_elsewhere_lends_its_sizes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = ImageFactory.create(), ImageFactory.create()
    assert first.sha256 == second.sha256
    prepare_renditions(images=[first], filters=SIZES)

    def refuse(*_filters: object) -> None:
        raise AssertionError("scaled anew")

    monkeypatch.setattr(Image, "create_rendition", refuse)
    monkeypatch.setattr(
        Image, "create_renditions", lambda *found: refuse() if found[1:] else {}
    )
    assert prepare_renditions(images=[second], filters=SIZES) == 1
    for size in SIZES:
        lent, copied = (
            Rendition.objects.get(image=one, filter_spec=size)
            for one in (first, second)
        )
        assert copied.file.name != lent.file.name
        assert (copied.width, copied.height) == (lent.width, lent.height)
        with lent.file.open("rb") as one, copied.file.open("rb") as other:
            assert one.read() == other.read()


def test_another_focal_point_is_another_crop() -> None:
    first, second = ImageFactory.create(), ImageFactory.create()
    second.focal_point_x = second.focal_point_y = 10
    second.focal_point_width = second.focal_point_height = 4
    second.save()
    prepare_renditions(images=[first, second], filters=SIZES)
    crops = Rendition.objects.filter(filter_spec=SIZES[0])
    assert len(set(crops.values_list("focal_point_key", flat=True))) == 2


def test_a_lost_size_is_not_lent() -> None:
    first, second = ImageFactory.create(), ImageFactory.create()
    prepare_renditions(images=[first], filters=SIZES)
    lost = first.renditions.get(filter_spec=SIZES[0])
    lost.file.storage.delete(lost.file.name)
    assert prepare_renditions(images=[second], filters=SIZES) == 1
    assert second.renditions.count() == 2


def test_nothing_to_prepare_is_nothing_done() -> None:
    assert prepare_renditions(images=[], filters=SIZES) == 0


def test_words_are_written_changed_and_taken_away_per_language() -> None:
    image = ImageFactory.create(description="")
    vi, en = locale("vi"), locale("en")
    write_texts(asset=image, texts={vi.pk: {"alt": "Sân"}, en.pk: {"alt": "Yard"}})
    assert (image.alt_in("vi"), image.alt_in("en")) == ("Sân", "Yard")
    write_texts(asset=image, texts={vi.pk: {"alt": "Sân gạch"}})
    assert (image.alt_in("vi"), image.alt_in("en")) == ("Sân gạch", "Yard")
    write_texts(asset=image, texts={en.pk: {"alt": "", "title": ""}})
    assert (image.alt_in("vi"), image.alt_in("en")) == ("Sân gạch", "")
    assert ImageText.objects.count() == 1
