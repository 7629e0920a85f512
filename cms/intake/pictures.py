"""Pictures that come with an item: from a phone, or out of a Word file."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from wagtail.images.fields import WagtailImageField

from cms.intake.parts import Picture


@dataclass(frozen=True)
class Upload:
    """A picture that can be taken, with its words."""

    file: UploadedFile
    caption: str = ""
    alt: str = ""


def taken(file: UploadedFile, caption: str) -> Upload:
    """Return a picture that was looked at. Raises ``ValidationError`` that names it."""
    return Upload(_checked(file), caption)


def embedded(pictures: Sequence[Picture]) -> list[Upload]:
    """Return the pictures of a manuscript. Raises one ``ValidationError`` for all."""
    found, faults = [], []
    for picture in pictures:
        file = SimpleUploadedFile(picture.name, picture.data)
        try:
            found.append(Upload(_checked(file), picture.caption, picture.alt))
        except ValidationError as fault:
            faults.append(fault)
    if faults:
        raise ValidationError(faults)
    return found


def title_of(upload: Upload) -> str:
    """Return what a picture is called in the library."""
    stem = PurePosixPath(upload.file.name or "").stem
    return (upload.caption or upload.alt or stem)[:255]


def _checked(file: UploadedFile) -> UploadedFile:
    try:
        checked: UploadedFile = WagtailImageField().clean(file)
    except ValidationError as fault:
        words = [f"{file.name}: {message}" for message in fault.messages]
        raise ValidationError(words) from fault
    return checked
