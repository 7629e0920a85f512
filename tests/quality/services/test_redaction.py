"""Blurring: one file for everybody, the original apart, all or nothing."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from cms.core.models import EditorialRecord
from cms.evidence.content import content_hash
from cms.news.models import NewsPage
from cms.quality.models import PictureDeclaration, Redaction
from cms.quality.services.redaction import redact
from cms.users.models import User
from media_library.models import Image, Rendition
from sites.directory import directory
from tests.admin import admin_client
from tests.factories.media import ImageFactory, figure
from tests.factories.portals import Living
from tests.quality.test_areas import board, encoded, opened

pytestmark = pytest.mark.django_db
AREA = [20, 10, 120, 60]


@pytest.fixture
def image(living: Living) -> Image:
    made: Image = ImageFactory.create(
        collection=living.portal.collection,
        file=ContentFile(encoded(board()), "cong-truong.png"),
    )
    return made


def bytes_of(file: Any) -> bytes:
    return Path(default_storage.path(file.name)).read_bytes()


def stamp_of(living: Living) -> tuple[int, int]:
    snapshot = directory.portal(living.portal.pk)
    assert snapshot is not None
    return snapshot.stamp


def stored(image: Image) -> Image:
    return Image.objects.get(pk=image.pk)


def test_everybody_gets_the_blurred_picture_and_nothing_else(
    image: Image, editor: User, django_capture_on_commit_callbacks: Any
) -> None:
    small = ContentFile(encoded(board(50, 25)), "nho.png")
    size = image.renditions.create(filter_spec="max-50x50", file=small)
    size.file.close()
    image.file.close()
    original, before = image.file.name, image.sha256
    sizes = list(Rendition.objects.values_list("file", flat=True))
    content = bytes_of(image.file)
    with django_capture_on_commit_callbacks(execute=True):
        made = redact(image=image, areas=[AREA], actor=editor)
    now = stored(image)
    assert now.file.name != original
    assert opened(bytes_of(now.file)).getpixel((60, 30)) not in {
        (0, 0, 0),
        (255, 255, 255),
    }
    assert now.sha256 not in {before, ""}
    assert made.result_sha256 == now.sha256
    assert now.sha256 == hashlib.sha256(bytes_of(now.file)).hexdigest()
    assert now.file_size == default_storage.size(now.file.name)
    assert not Rendition.objects.exists()
    assert [name for name in (original, *sizes) if default_storage.exists(name)] == []
    # The original stands apart, byte for byte, and no view knows it.
    assert made.original_sha256 == before
    assert str(made.original.name).startswith("private/")
    assert bytes_of(made.original) == content
    assert made.areas == [AREA]
    assert (made.done_by, made.image) == (editor, now)


def test_the_original_is_handed_out_to_nobody(
    image: Image, editor: User, keeper: User
) -> None:
    made = redact(image=image, areas=[AREA], actor=editor)
    address = made.original.url
    for person in (None, editor, keeper):
        assert admin_client(person).get(address).status_code in {302, 404}
        assert b"PNG" not in admin_client(person).get(address).content


def test_who_blurs_twice_starts_from_the_original(image: Image, editor: User) -> None:
    first = redact(image=image, areas=[AREA], actor=editor)
    second = redact(image=image, areas=[[150, 50, 190, 90], AREA], actor=editor)
    assert second.areas == [AREA, [150, 50, 190, 90]]
    assert second.original.name == first.original.name
    assert second.original_sha256 == first.original_sha256
    pixels = opened(bytes_of(stored(image).file))
    for place in [(60, 30), (170, 70)]:
        assert pixels.getpixel(place) not in {(0, 0, 0), (255, 255, 255)}
    assert pixels.getpixel((5, 5)) == board().getpixel((5, 5))


def test_another_file_is_another_original(image: Image, editor: User) -> None:
    first = redact(image=image, areas=[AREA], actor=editor)
    other = stored(image)
    other.file = ContentFile(encoded(board(120, 80)), "khac.png")
    other.save()
    other.file.close()
    second = redact(image=image, areas=[[0, 0, 20, 20]], actor=editor)
    assert second.original.name != first.original.name
    assert second.areas == [[0, 0, 20, 20]]


def test_what_was_said_of_the_picture_goes_on_being_said(
    image: Image, editor: User
) -> None:
    said = PictureDeclaration.objects.create(
        image=image,
        children="none",
        sha256=image.sha256,
        declared_by=editor,
        declared_at=timezone.now(),
    )
    redact(image=image, areas=[AREA], actor=editor)
    said.refresh_from_db()
    assert said.sha256 == stored(image).sha256


def test_approvals_and_kept_answers_are_over(
    image: Image, editor: User, item: NewsPage, record: EditorialRecord, living: Living
) -> None:
    item.body = [figure(image)]
    item.save()
    before = content_hash(NewsPage.objects.get(pk=item.pk), record)
    stamp = stamp_of(living)
    redact(image=image, areas=[AREA], actor=editor)
    directory.forget()
    assert content_hash(NewsPage.objects.get(pk=item.pk), record) != before
    assert stamp_of(living) != stamp


@pytest.mark.parametrize("areas", [[], [[0, 0, 1, 1]], [[1, 2]], [AREA, None]])
def test_wrong_areas_change_nothing(
    image: Image, editor: User, areas: list[Any]
) -> None:
    before = (image.file.name, image.sha256)
    with pytest.raises(ValidationError):
        redact(image=image, areas=areas, actor=editor)
    now = stored(image)
    assert (now.file.name, now.sha256) == before
    assert not Redaction.objects.exists()


@pytest.mark.parametrize("content", [b"", b"khong phai anh"])
def test_a_picture_that_cannot_be_read_is_told(
    image: Image, editor: User, content: bytes
) -> None:
    path = Path(default_storage.path(image.file.name))
    path.write_bytes(content)
    with pytest.raises(ValidationError, match="Không đọc được ảnh này"):
        redact(image=image, areas=[AREA], actor=editor)
    path.unlink()
    with pytest.raises(ValidationError, match="Không đọc được ảnh này"):
        redact(image=image, areas=[AREA], actor=editor)
    assert not Redaction.objects.exists()


def test_the_original_goes_with_its_picture(
    image: Image, editor: User, django_capture_on_commit_callbacks: Any
) -> None:
    made = redact(image=image, areas=[AREA], actor=editor)
    assert default_storage.exists(str(made.original.name))
    with django_capture_on_commit_callbacks(execute=True):
        stored(image).delete()
    assert not default_storage.exists(str(made.original.name))
    assert not Redaction.objects.exists()
