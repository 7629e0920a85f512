"""What every asset has, whatever its kind."""

import hashlib
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from media_library.models import (
    Document,
    DocumentText,
    Image,
    ImageText,
    Media,
    MediaText,
)
from media_library.models.assets import fingerprint
from tests.factories.media import (
    DocumentFactory,
    ImageFactory,
    MediaFactory,
    picture_bytes,
)
from tests.factories.portals import locale

pytestmark = pytest.mark.django_db

KINDS = [
    (ImageFactory, ImageText, "image"),
    (DocumentFactory, DocumentText, "document"),
    (MediaFactory, MediaText, "media"),
]
every_kind = pytest.mark.parametrize(("factory", "text", "field"), KINDS)


def test_a_fingerprint_is_the_sha256_of_the_bytes() -> None:
    assert fingerprint(ContentFile(b"dinh")) == hashlib.sha256(b"dinh").hexdigest()


def test_taking_a_fingerprint_keeps_the_place_in_the_file() -> None:
    file = ContentFile(b"0123456789")
    file.seek(4)
    fingerprint(file)
    assert file.read() == b"456789"


@every_kind
def test_an_asset_knows_its_bytes_and_has_an_identity(
    factory: Any, text: Any, field: str
) -> None:
    first, second = factory(), factory()
    with first.file.open() as file:
        assert first.sha256 == hashlib.sha256(file.read()).hexdigest()
    assert first.sha256 == second.sha256
    assert first.public_id != second.public_id
    assert first.rights == "own"


def test_a_stored_file_is_closed_after_its_fingerprint_is_taken() -> None:
    stored = Document.objects.get(pk=DocumentFactory.create().pk)
    assert fingerprint(stored.file) == stored.sha256
    assert stored.file.closed


def test_a_replaced_file_has_another_fingerprint() -> None:
    image = ImageFactory.create()
    before = image.sha256
    image.file = ContentFile(picture_bytes("blue"), "xanh.png")
    image.save()
    stored = Image.objects.get(pk=image.pk)
    assert stored.sha256 == hashlib.sha256(picture_bytes("blue")).hexdigest() != before


def test_words_do_not_change_the_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    document = DocumentFactory.create()
    before = document.sha256
    monkeypatch.setattr("media_library.models.assets.fingerprint", lambda file: "new")
    document.title = "Tên khác"
    document.save()
    assert Document.objects.get(pk=document.pk).sha256 == before


def test_a_file_that_cannot_be_read_is_not_stored_without_a_fingerprint() -> None:
    document = DocumentFactory.build(file="documents/mat.txt")
    with pytest.raises(OSError, match=r"mat\.txt"):
        document.save()
    assert not Document.objects.exists()


@every_kind
def test_an_asset_has_one_text_per_language(
    factory: Any, text: Any, field: str
) -> None:
    """T4."""
    asset = factory()
    rows = text._default_manager
    for code in ("vi", "en"):
        rows.create(**{field: asset}, locale=locale(code), title=code)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.create(**{field: asset}, locale=locale("vi"), title="khác")
    assert sorted(row.title for row in asset.texts.all()) == ["en", "vi"]
    assert str(asset.texts.get(title="en")) == "English: en"


@every_kind
def test_a_text_without_a_title_is_known_by_its_caption(
    factory: Any, text: Any, field: str
) -> None:
    made = text(**{field: factory()}, locale=locale("vi"), caption="Chú thích")
    assert str(made) == "Tiếng Việt: Chú thích"


@every_kind
def test_deleting_a_text_keeps_the_asset_and_its_file(
    factory: Any, text: Any, field: str
) -> None:
    """T4: deleting a translated asset would delete the file its sibling shares."""
    asset = factory()
    made = text._default_manager.create(**{field: asset}, locale=locale("en"))
    made.delete()
    asset.refresh_from_db()
    assert asset.file.storage.exists(asset.file.name)


@every_kind
def test_an_uploaded_asset_names_who_uploaded_it(
    factory: Any, text: Any, field: str
) -> None:
    assert factory().uploaded_by_user is None
    assert {Image, Document, Media} >= {factory._meta.model}
