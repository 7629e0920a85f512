"""Pictures and files of the demonstration, put into a unit's own collection."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from django.core.files import File
from wagtail.models import Collection, Locale

from media_library.models import Document, Image, ImageText
from media_library.models.assets import Rights

HOUSE = Path(__file__).parent
PICTURES = HOUSE / "pictures"
FILES = HOUSE / "files"
MAKER = "Xưởng tranh cắt giấy Đình"


@cache
def catalogue() -> dict[str, dict[str, Any]]:
    """Return what is known of each picture, by the stem of its file."""
    entries = json.loads((PICTURES / "catalogue.json").read_text(encoding="utf-8"))
    return {Path(entry["file"]).stem: entry for entry in entries}


@cache
def fingerprint(path: Path) -> str:
    """Return the file's SHA-256 in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Assets:
    """The files of one unit. Asking twice for the same one gives the same row.

    A row is known again by what is in its file: titles are shared by pictures of one
    scene and by a document's PDF and DOCX, and the storage renames files at will.
    """

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def image(self, stem: str) -> Image:
        """Return the unit's copy of a picture.

        Raises ``KeyError`` for a picture that is not in the catalogue.
        """
        entry = catalogue()[stem]
        image = Image.objects.filter(
            collection=self._collection, sha256=fingerprint(PICTURES / entry["file"])
        ).first()
        return image or self._new_image(entry)

    def _new_image(self, entry: dict[str, Any]) -> Image:
        image = Image(
            title=entry["title_vi"],
            description=entry["alt_vi"],
            collection=self._collection,
            source=MAKER,
            credit=f"Tranh: {MAKER}",
            rights=Rights.OWN,
            **_focus(entry),
        )
        with (PICTURES / entry["file"]).open("rb") as picture:
            image.file = File(picture, name=entry["file"])
            image._set_image_file_metadata()
            image.save()
        self._write_texts(image, entry)
        return image

    def _write_texts(self, image: Image, entry: dict[str, Any]) -> None:
        for code in ("vi", "en"):
            locale = Locale.objects.filter(language_code=code).first()
            if locale is not None:
                ImageText.objects.create(
                    image=image, locale=locale, alt=entry[f"alt_{code}"]
                )

    def document(self, name: str, title: str) -> Document:
        """Return the unit's copy of a document.

        Raises ``FileNotFoundError`` for a file that is not there.
        """
        document = Document.objects.filter(
            collection=self._collection, sha256=fingerprint(FILES / name)
        ).first()
        if document is not None:
            return document
        document = Document(title=title, collection=self._collection)
        with (FILES / name).open("rb") as file:
            document.file = File(file, name=name)
            document._set_document_file_metadata()
            document.save()
        return document


def _focus(entry: dict[str, Any]) -> dict[str, int]:
    """Return the focal point as Wagtail keeps it: a small box round the point."""
    box = min(entry["width"], entry["height"]) // 4
    return {
        "focal_point_x": round(entry["focal_x"] * entry["width"]),
        "focal_point_y": round(entry["focal_y"] * entry["height"]),
        "focal_point_width": box,
        "focal_point_height": box,
    }
